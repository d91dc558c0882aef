#include "daemon/process/command.h"

#include <QFile>

#include <sys/stat.h>
#include <unistd.h>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

namespace {

// A text in quotes as Supervisor's messages show it: Python's repr().
QString quoted(const QString &text)
{
    const QChar quote = text.contains(u'\'') && !text.contains(u'"') ? u'"' : u'\'';
    QString result(quote);
    for (const QChar c : text) {
        switch (c.unicode()) {
        case u'\n': result += u"\\n"_s; break;
        case u'\r': result += u"\\r"_s; break;
        case u'\t': result += u"\\t"_s; break;
        case u'\\': result += u"\\\\"_s; break;
        default:
            if (c == quote)
                result += u'\\' + c;
            else if (c.unicode() < 0x20 || c.unicode() == 0x7f)
                result += u"\\x%1"_s.arg(int(c.unicode()), 2, 16, QChar(u'0'));
            else
                result += c;
        }
    }
    return result + quote;
}

tl::unexpected<CommandProblem> problem(CommandProblem::Kind kind, const QString &message)
{
    return tl::unexpected<CommandProblem>(CommandProblem{kind, message});
}

QList<QByteArray> searchPath(const Environment &environment, const QByteArray &daemonPath)
{
    for (auto it = environment.crbegin(); it != environment.crend(); ++it) {
        if (it->first == u"PATH")
            return QFile::encodeName(it->second).split(':');
    }
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

tl::expected<QStringList, QString> splitCommand(const QString &command)
{
    QStringList words;
    QString word;
    bool inWord = false; // a pair of quotes makes a word even when there is nothing in it
    QChar quote; // the open one
    for (qsizetype i = 0; i < command.size(); ++i) {
        const QChar c = command.at(i);
        const bool isEscape = c == u'\\' && quote != u'\'';
        if (isEscape) {
            if (++i == command.size())
                return tl::unexpected<QString>(u"No escaped character"_s);
            const QChar next = command.at(i);
            if (quote == u'"' && next != u'"' && next != u'\\')
                word += c;
            word += next;
            inWord = true;
        } else if (!quote.isNull()) {
            if (c == quote)
                quote = {};
            else
                word += c;
        } else if (c == u'\'' || c == u'"') {
            quote = c;
            inWord = true;
        } else if (c == u' ' || c == u'\t' || c == u'\r' || c == u'\n') {
            if (inWord)
                words.append(std::exchange(word, {}));
            inWord = false;
        } else {
            word += c;
            inWord = true;
        }
    }
    if (!quote.isNull())
        return tl::unexpected<QString>(u"No closing quotation"_s);
    if (inWord)
        words.append(word);
    return words;
}

tl::expected<Command, CommandProblem> resolveCommand(const QString &command, const Environment &environment,
                                                     const QByteArray &daemonPath)
{
    using Kind = CommandProblem::Kind;
    const auto words = splitCommand(command);
    if (!words)
        return problem(Kind::Malformed, u"can't parse command %1: %2"_s.arg(quoted(command), words.error()));
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

    const QString name = quoted(QFile::decodeName(result.file));
    if (!exists)
        return problem(Kind::NotFound, u"can't find command %1"_s.arg(name));
    if (S_ISDIR(info.st_mode))
        return problem(Kind::NotExecutable, u"command at %1 is a directory"_s.arg(name));
    if ((info.st_mode & 0111) == 0)
        return problem(Kind::NotExecutable, u"command at %1 is not executable"_s.arg(name));
    if (::access(result.file.constData(), X_OK) != 0)
        return problem(Kind::NotExecutable, u"no permission to run command %1"_s.arg(name));
    return result;
}

} // namespace kantoku::daemon
