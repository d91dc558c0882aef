#pragma once

#include "daemon/config/configuration.h"
#include "daemon/config/values.h"
#include "protocol/expansion.h"
#include "protocol/ini.h"

namespace kantoku::daemon {

class World;

/// What all sections of one load share: where it reads from, and what it has found wrong.
struct LoadContext {
    const IniDocument &document;
    const World &world;
    QString givenFile; ///< the main file, as it was given; Supervisor's messages show it so
    QString file; ///< the main file, absolute
    QString here; ///< its folder
    ExpansionNames environment; ///< ENV_x of the daemon's environment, later those of [supervisord] too
    bool environmentIsComplete = true; ///< false where [supervisord] environment is wrong
    QList<Diagnostic> errors;
    QList<Diagnostic> messages; ///< infos and warnings

    /// Keeps the first error for each option of each section: some are read twice.
    void addError(Diagnostic error);
    /// Keeps it once.
    void addWarning(Diagnostic warning);
};

/**
 * Reads the options of one section: finds, expands, converts and remembers them with their origin.
 *
 * Whatever is wrong goes to the context as an error, and reading goes on with the default, so that one load finds
 * everything. The order of reading is the order of errors; the first is the one that Supervisor would have reported.
 */
class SectionReader {
public:
    /// How Supervisor ends an error in this section: as it is, or with ` in section 'x' (file: 'y')`.
    enum class ErrorForm { Plain, WithSection };

    SectionReader(LoadContext &context, const QString &section, const ExpansionNames &names = {},
                  ErrorForm form = ErrorForm::Plain);

    const QString &section() const { return m_section; }
    Origin origin() const;
    LoadContext &context() const { return m_context; }

    /// Adds or changes a name for the expansions from now on.
    void setName(const QString &name, const QVariant &value) { m_names.insert(name, value); }
    /// Adds or changes ENV_`name`.
    void setEnvironmentName(const QString &name, const QString &value);
    /// Gives ENV_x their values from the context again; what is not known there stays, as in Supervisor.
    void resetEnvironment();
    /// From now on a missing ENV_ name is no error: the environment itself is wrong, and was reported.
    void setEnvironmentIncomplete() { m_environmentIsComplete = false; }

    /// As written; nothing where it is not set.
    std::optional<QString> raw(const QString &option) const;
    /// Expanded; nothing where it is not set or wrong.
    std::optional<QString> text(const QString &option);
    /// Expands `format` as the value of `option`; messages call it `what`.
    std::optional<QString> expanded(const QString &format, const QString &option, const QString &what);
    /// Remembers `value` as the option's value.
    void remember(const QString &option, const QString &value);

    /// The option's value, or `fallback` where it is not set or wrong. `convert` takes the text, or text and world.
    template <typename T, typename Convert>
    T get(const QString &option, T fallback, Convert convert)
    {
        const std::optional<QString> given = text(option);
        return given ? converted<T>(option, *given, convert).value_or(std::move(fallback)) : fallback;
    }
    /// The option's value, or nothing where it is not set or wrong.
    template <typename T, typename Convert>
    std::optional<T> find(const QString &option, Convert convert)
    {
        const std::optional<QString> given = text(option);
        return given ? converted<T>(option, *given, convert) : std::nullopt;
    }
    /// `given` converted, or nothing and an error of that option.
    template <typename T, typename Convert>
    std::optional<T> converted(const QString &option, const QString &given, Convert convert)
    {
        Value<T> value = [&] {
            if constexpr (std::is_invocable_v<Convert, QString, const World &>)
                return convert(given, m_context.world);
            else
                return convert(given);
        }();
        if (value)
            return *std::move(value);
        addError(option, value.error().message, value.error().allowed);
        return std::nullopt;
    }

    /// `option` may be empty: the section as a whole.
    void addError(const QString &option, const QString &message, const QString &allowed);
    void addWarning(const QString &option, const QString &message);

    /// What was read so far: the options that are set, expanded, with their origins.
    const OptionMap &options() const { return m_options; }

private:
    Diagnostic diagnostic(Diagnostic::Severity severity, const QString &option, const QString &message) const;

    LoadContext &m_context;
    QString m_section;
    ExpansionNames m_names;
    QStringList m_ownEnvironment; ///< names whose values may not be the context's
    ErrorForm m_form;
    bool m_environmentIsComplete;
    OptionMap m_options;
};

} // namespace kantoku::daemon
