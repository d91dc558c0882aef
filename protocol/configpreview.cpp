#include "protocol/configpreview.h"

#include <algorithm>
#include <array>

namespace kantoku {

using namespace Qt::StringLiterals;

namespace {

using Action = ConfigPreview::Action;
using Severity = ConfigPreview::Message::Severity;

template <typename T>
struct WireName {
    T value;
    QLatin1StringView text;
};

constexpr std::array severities = {
    WireName<Severity>{Severity::Info, "info"_L1},
    WireName<Severity>{Severity::Warning, "warning"_L1},
    WireName<Severity>{Severity::Error, "error"_L1},
};

constexpr std::array actions = {
    WireName<Action>{Action::Keep, "keep"_L1},
    WireName<Action>{Action::Add, "add"_L1},
    WireName<Action>{Action::Change, "change"_L1},
    WireName<Action>{Action::Remove, "remove"_L1},
};

QString toWire(const auto &names, auto value)
{
    return std::ranges::find(names, value, [](const auto &entry) { return entry.value; })->text;
}

/// False where the server used a word that is none of ours.
template <typename T>
bool fromWire(const auto &names, const QVariant &text, T &value)
{
    const auto it = std::ranges::find(names, text.toString(), [](const auto &entry) { return QString(entry.text); });
    if (it == names.end())
        return false;
    value = it->value;
    return true;
}

QVariantMap toMap(const ConfigPreview::Value &value)
{
    return {{u"set"_s, value.isSet}, {u"text"_s, value.text}, {u"file"_s, value.file}, {u"line"_s, value.line}};
}

ConfigPreview::Value valueFromMap(const QVariantMap &map)
{
    return {map.value(u"text"_s).toString(), map.value(u"file"_s).toString(), map.value(u"line"_s).toInt(),
            map.value(u"set"_s).toBool()};
}

QVariantMap toMap(const ConfigPreview::Message &message)
{
    return {
        {u"severity"_s, toWire(severities, message.severity)},
        {u"text"_s, message.text},
        {u"file"_s, message.file},
        {u"line"_s, message.line},
        {u"section"_s, message.section},
        {u"option"_s, message.option},
    };
}

QVariantMap toMap(const ConfigPreview::Group &group)
{
    QVariantList options;
    for (const ConfigPreview::Option &option : group.options)
        options.append(option.toMap());
    return {
        {u"name"_s, group.name},
        {u"on_reread"_s, toWire(actions, group.onReread)},
        {u"on_disk"_s, toWire(actions, group.onDisk)},
        {u"on_update"_s, toWire(actions, group.onUpdate)},
        {u"stops"_s, group.stops},
        {u"starts"_s, group.starts},
        {u"starts_although_stopped"_s, group.startsAlthoughStopped},
        {u"options"_s, options},
    };
}

} // namespace

QVariantMap ConfigPreview::Option::toMap() const
{
    return {
        {u"process"_s, process},
        {u"name"_s, name},
        {u"disk"_s, kantoku::toMap(disk)},
        {u"loaded"_s, kantoku::toMap(loaded)},
        {u"active"_s, kantoku::toMap(active)},
        {u"disk_differs"_s, diskDiffers},
        {u"active_differs"_s, activeDiffers},
    };
}

ConfigPreview::Option ConfigPreview::Option::fromMap(const QVariantMap &map)
{
    return {map.value(u"process"_s).toString(),           map.value(u"name"_s).toString(),
            valueFromMap(map.value(u"disk"_s).toMap()),   valueFromMap(map.value(u"loaded"_s).toMap()),
            valueFromMap(map.value(u"active"_s).toMap()), map.value(u"disk_differs"_s).toBool(),
            map.value(u"active_differs"_s).toBool()};
}

bool ConfigPreview::hasErrors() const
{
    return std::ranges::any_of(messages, [](const Message &m) { return m.severity == Severity::Error; });
}

QVariantMap ConfigPreview::toMap() const
{
    QVariantList messageList;
    for (const Message &message : messages)
        messageList.append(kantoku::toMap(message));
    QVariantList groupList;
    for (const Group &group : groups)
        groupList.append(kantoku::toMap(group));
    return {{u"messages"_s, messageList}, {u"groups"_s, groupList}, {u"files"_s, files}};
}

Result<ConfigPreview> ConfigPreview::fromMap(const QVariantMap &map)
{
    ConfigPreview preview;
    for (const QVariant &item : map.value(u"messages"_s).toList()) {
        const QVariantMap entry = item.toMap();
        Message message;
        if (!fromWire(severities, entry.value(u"severity"_s), message.severity))
            return failure(Error::Code::Malformed,
                           u"The server's preview has a message of severity '%1'; info, warning and error exist."_s.arg(
                               entry.value(u"severity"_s).toString()));
        message.text = entry.value(u"text"_s).toString();
        message.file = entry.value(u"file"_s).toString();
        message.line = entry.value(u"line"_s).toInt();
        message.section = entry.value(u"section"_s).toString();
        message.option = entry.value(u"option"_s).toString();
        preview.messages.append(message);
    }
    for (const QVariant &item : map.value(u"groups"_s).toList()) {
        const QVariantMap entry = item.toMap();
        Group group;
        group.name = entry.value(u"name"_s).toString();
        if (group.name.isEmpty())
            return failure(Error::Code::Malformed, u"The server's preview has a group without a name."_s);
        if (!fromWire(actions, entry.value(u"on_reread"_s), group.onReread)
            || !fromWire(actions, entry.value(u"on_disk"_s, u"keep"_s), group.onDisk)
            || !fromWire(actions, entry.value(u"on_update"_s), group.onUpdate))
            return failure(
                Error::Code::Malformed,
                u"The server's preview has an action for group %1 that is none of keep, add, change and remove."_s.arg(
                    group.name));
        group.stops = entry.value(u"stops"_s).toStringList();
        group.starts = entry.value(u"starts"_s).toStringList();
        group.startsAlthoughStopped = entry.value(u"starts_although_stopped"_s).toStringList();
        for (const QVariant &option : entry.value(u"options"_s).toList())
            group.options.append(Option::fromMap(option.toMap()));
        preview.groups.append(group);
    }
    preview.files = map.value(u"files"_s).toStringList();
    return preview;
}

} // namespace kantoku
