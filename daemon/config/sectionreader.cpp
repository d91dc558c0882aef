#include "daemon/config/sectionreader.h"

#include "protocol/pythontext.h"

#include <algorithm>

namespace kantoku::daemon {

using namespace Qt::StringLiterals;

void LoadContext::addError(Diagnostic error)
{
    const bool isKnown = std::ranges::any_of(errors, [&error](const Diagnostic &other) {
        return error.section == other.section && error.option == other.option
            && (!error.option.isEmpty() || error.message == other.message);
    });
    if (!isKnown)
        errors.append(std::move(error));
}

void LoadContext::addWarning(Diagnostic warning)
{
    const bool isKnown = std::ranges::any_of(
        messages, [&warning](const Diagnostic &other) { return warning.message == other.message; });
    if (!isKnown)
        messages.append(std::move(warning));
}

SectionReader::SectionReader(LoadContext &context, const QString &section, const ExpansionNames &names, ErrorForm form)
    : m_context(context)
    , m_section(section)
    , m_names(context.environment)
    , m_form(form)
    , m_environmentIsComplete(context.environmentIsComplete)
{
    // One by one: inserting a map into a map compares all of both, for each section.
    for (auto name = names.cbegin(); name != names.cend(); ++name)
        m_names.insert(name.key(), name.value());
}

void SectionReader::setEnvironmentName(const QString &name, const QString &value)
{
    m_ownEnvironment.append("ENV_"_L1 + name);
    m_names.insert(m_ownEnvironment.constLast(), value);
}

// Not all of it anew: a program with a thousand processes is read a thousand times.
void SectionReader::resetEnvironment()
{
    for (const QString &name : std::as_const(m_ownEnvironment)) {
        if (const auto known = m_context.environment.constFind(name); known != m_context.environment.constEnd())
            m_names.insert(name, *known);
    }
    m_ownEnvironment.clear();
}

Origin SectionReader::origin() const
{
    const IniValue origin = m_context.document.sectionOrigin(m_section);
    return {origin.file, origin.line};
}

std::optional<QString> SectionReader::raw(const QString &option) const
{
    const auto value = m_context.document.value(m_section, option);
    return value ? std::optional(value->text) : std::nullopt;
}

std::optional<QString> SectionReader::text(const QString &option)
{
    const std::optional<QString> format = raw(option);
    if (!format)
        return std::nullopt;
    std::optional<QString> value = expanded(*format, option, m_section + u'.' + option);
    if (value)
        remember(option, *value);
    return value;
}

std::optional<QString> SectionReader::expanded(const QString &format, const QString &option, const QString &what)
{
    if (!format.contains(u'%'))
        return format;
    const auto result = expand(format, m_names);
    if (result)
        return *result;
    ExpansionError error = result.error();
    const bool isVariable = error.name.startsWith("ENV_"_L1);
    const bool isSecret = isSecretOption(option);
    const QString shown = isSecret ? u"***"_s : format;
    if (isSecret && !isVariable) { // then it may well be part of a password
        error.name = u"***"_s;
        error.reason = u"a percent sign that begins neither %(name)s nor %%"_s;
    }
    if (error.kind == ExpansionError::Kind::UnknownName) {
        if (!m_environmentIsComplete && isVariable)
            return std::nullopt;
        addError(option, error.text(shown, what, m_names),
                 isVariable ? u"a variable that is set in the daemon's environment, or %% for a percent sign"_s
                            : u"one of the names above, or %% for a percent sign"_s);
    } else {
        addError(option, error.text(shown, what, m_names), u"%(name)s, or %% for a percent sign"_s);
    }
    return std::nullopt;
}

void SectionReader::remember(const QString &option, const QString &value)
{
    const auto given = m_context.document.value(m_section, option);
    m_options.insert(option, {value, given ? Origin{given->file, given->line} : Origin{}});
}

Diagnostic SectionReader::diagnostic(Diagnostic::Severity severity, const QString &option, const QString &message) const
{
    Diagnostic result;
    result.severity = severity;
    result.message = message;
    result.section = m_section;
    result.option = option;
    result.origin = origin();
    if (const auto value = m_context.document.value(m_section, option)) {
        result.value = isSecretOption(option) ? u"***"_s : value->text;
        result.origin = {value->file, value->line};
    }
    return result;
}

void SectionReader::addError(const QString &option, const QString &message, const QString &allowed)
{
    Diagnostic error = diagnostic(Diagnostic::Severity::Error, option, message);
    error.allowed = allowed;
    error.supervisorText = message;
    if (m_form == ErrorForm::WithSection) {
        const QString file = origin().file; // the one that opened the section
        error.supervisorText += u" in section %1 (file: %2)"_s.arg(
            pythonRepr(m_section), pythonRepr(file == m_context.file ? m_context.givenFile : file));
    }
    m_context.addError(std::move(error));
}

void SectionReader::addWarning(const QString &option, const QString &message)
{
    m_context.addWarning(diagnostic(Diagnostic::Severity::Warning, option, message));
}

} // namespace kantoku::daemon
