#include "protocol/processoptions.h"

namespace kantoku {

using namespace Qt::StringLiterals;

QVariantMap ProcessOptions::toMap() const
{
    QVariantList list;
    for (const ConfigPreview::Option &option : options)
        list.append(option.toMap());
    return {
        {u"group"_s, group},  {u"name"_s, name}, {u"section"_s, section},
        {u"file"_s, file},    {u"line"_s, line}, {u"disk_readable"_s, isDiskReadable},
        {u"options"_s, list},
    };
}

Result<ProcessOptions> ProcessOptions::fromMap(const QVariantMap &map)
{
    ProcessOptions result;
    result.group = map.value(u"group"_s).toString();
    result.name = map.value(u"name"_s).toString();
    if (result.name.isEmpty())
        return failure(Error::Code::Malformed, u"The server's answer on a configuration names no process."_s);
    result.section = map.value(u"section"_s).toString();
    result.file = map.value(u"file"_s).toString();
    result.line = map.value(u"line"_s).toInt();
    result.isDiskReadable = map.value(u"disk_readable"_s).toBool();
    for (const QVariant &entry : map.value(u"options"_s).toList())
        result.options.append(ConfigPreview::Option::fromMap(entry.toMap()));
    return result;
}

QVariantMap ConfigFileText::toMap() const
{
    QVariantMap map{{u"file"_s, file}};
    if (loaded)
        map.insert(u"loaded"_s, *loaded);
    if (disk)
        map.insert(u"disk"_s, *disk);
    return map;
}

Result<ConfigFileText> ConfigFileText::fromMap(const QVariantMap &map)
{
    ConfigFileText result;
    result.file = map.value(u"file"_s).toString();
    if (result.file.isEmpty())
        return failure(Error::Code::Malformed, u"The server's answer has a configuration file without a name."_s);
    if (map.contains(u"loaded"_s))
        result.loaded = map.value(u"loaded"_s).toString();
    if (map.contains(u"disk"_s))
        result.disk = map.value(u"disk"_s).toString();
    return result;
}

} // namespace kantoku
