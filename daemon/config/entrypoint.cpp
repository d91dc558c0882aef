#include "daemon/config/entrypoint.h"

#include "daemon/config/sectionreader.h"
#include "daemon/config/world.h"
#include "protocol/pythontext.h"

#include <QRegularExpression>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

QString whatToDo(const QString &module, const QString &section)
{
    if (section.startsWith("rpcinterface:"_L1)) {
        return u"supervisor.rpcinterface:make_main_rpcinterface; Python modules cannot be loaded, so remove the "
               u"section "
               "if nothing needs its methods"_s;
    }
    if (module == "supervisor_stdout"_L1) {
        return u"supervisor.dispatchers:default_handler; to see what programs print on the daemon's own output, remove "
               "this section and give the programs stdout_logfile=/dev/fd/1 and stdout_logfile_maxbytes=0"_s;
    }
    return u"supervisor.dispatchers:default_handler; Python modules cannot be loaded, so let the listener answer "
           "RESULT 2\\nOK or RESULT 4\\nFAIL and remove result_handler"_s;
}

} // namespace

std::optional<QString> checkEntryPoint(SectionReader &reader, const QString &option, const QString &text)
{
    // What Python's setuptools take as an entry point, seen as "x=" and the text.
    static const QRegularExpression form(
        uR"(^\s*(.+?)\s*=\s*(?<module>[\w.]+)\s*(:\s*(?<attribute>[\w.]+))?\s*(\[.*\])?\s*$)"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    const QString source = "x="_L1 + text;
    const QRegularExpressionMatch match = form.match(source);
    if (!match.hasMatch()) {
        reader.addError(
            option, u"(\"EntryPoint must be in 'name=module:attrs [extras]' format\", %1)"_s.arg(pythonRepr(source)),
            u"module:attribute"_s);
        return std::nullopt;
    }
    const QString module = match.captured(u"module"_s);
    if (!reader.context().world.provides(module, match.captured(u"attribute"_s))) {
        reader.addError(option, u"%1 cannot be resolved within [%2]"_s.arg(text, reader.section()),
                        whatToDo(module, reader.section()));
        return std::nullopt;
    }
    return text;
}

} // namespace kantoku::daemon
