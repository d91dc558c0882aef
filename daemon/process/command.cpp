#include "daemon/process/command.h"

#include "protocol/pythontext.h"
#include "protocol/shellwords.h"

#include <QFile>

#include <algorithm>

#include <sys/stat.h>
#include <unistd.h>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<CommandProblem> problem(CommandProblem::Kind kind, const QString &message)
{
    return tl::unexpected<CommandProblem>(CommandProblem{kind, message});
}

QList<QByteArray> searchPath(const Environment &environment, const QByteArray &daemonPath)
{
    const auto isPath = [](const auto &variable) { return variable.first == u"PATH"; };
    if (const auto it = std::find_if(environment.crbegin(), environment.crend(), isPath); it != environment.crend())
        return QFile::encodeName(it->second).split(':');
    if (!daemonPath.isEmpty())
        return daemonPath.split(':');
    return {"/bin", "/usr/bin", "/usr/local/bin"};
}

QByteArray joined(const QByteArray &folder, const QByteArray &name)
{
    const char *const separator = folder.isEmpty() || folder.endsWith('/') ? "" : "/";
    return folder + separator + name;
}

} // namespace

tl::expected<Command, CommandProblem> resolveCommand(const QString &command, const Environment &environment,
                                                     const QByteArray &daemonPath)
{
    using Kind = CommandProblem::Kind;
    const auto words = splitShellWords(command);
    if (!words)
        return problem(Kind::Malformed,
                       u"can't parse command %1: %2"_s.arg(pythonRepr(command), words.error().message));
    if (words->isEmpty())
        return problem(Kind::Malformed, u"command is empty"_s);

    Command result;
    for (const QString &word : *words)
        result.arguments.append(word.toUtf8());

    const QByteArray program = result.arguments.first();
    struct stat info = {};
    bool exists = false;
    if (program.contains('/')) {
        result.file = program;
        exists = ::stat(program.constData(), &info) == 0;
    } else {
        for (const QByteArray &folder : searchPath(environment, daemonPath)) {
            result.file = joined(folder, program);
            exists = ::stat(result.file.constData(), &info) == 0;
            if (exists)
                break;
        }
        if (!exists)
            result.file = program;
    }

    const auto name = [&result] { return pythonRepr(QFile::decodeName(result.file)); };
    if (!exists)
        return problem(Kind::NotFound, u"can't find command %1"_s.arg(name()));
    if (S_ISDIR(info.st_mode))
        return problem(Kind::NotExecutable, u"command at %1 is a directory"_s.arg(name()));
    if ((info.st_mode & 0111) == 0)
        return problem(Kind::NotExecutable, u"command at %1 is not executable"_s.arg(name()));
    if (::access(result.file.constData(), X_OK) != 0)
        return problem(Kind::NotExecutable, u"no permission to run command %1"_s.arg(name()));
    return result;
}

} // namespace kantoku::daemon
