#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace kantoku {

/// One option as it stands in a file: continuation lines joined with newlines, comments removed, not expanded.
struct IniValue {
    QString text;
    QString file;
    int line = 0; ///< of the option's name, from 1
};

/// True for the options whose values are in no message: password and environment.
bool isSecretOption(const QString &option);

/// Why a text is not in the dialect.
struct IniError {
    enum class Kind {
        NotUtf8, ///< `lines` has the first line that cannot be decoded
        NoSectionHeader, ///< `lines` has the line that stands before the first section
        BadLines, ///< all lines that are neither section, option, comment nor continuation
    };
    struct Line {
        int number = 0; ///< from 1
        QString text; ///< with its line end; what may be a password or part of an environment is left out
        friend bool operator==(const Line &, const Line &) = default;
    };
    Kind kind = Kind::BadLines;
    QString file;
    QList<Line> lines;
    QString detail; ///< NotUtf8: what is wrong with the bytes

    /// In the words that Supervisor passes on from Python's reader; several lines.
    QString text() const;
};

/**
 * The INI dialect of Supervisor: that of Python's RawConfigParser with inline comments, repeated sections and options
 * allowed, and no interpolation.
 *
 * - a comment is a line that begins with ; or #, or what follows one of them after white space;
 * - the first = or : ends the name; names are lower-cased, section names are not;
 * - a line indented deeper than its option continues it; an empty line inside stays, a comment line vanishes;
 * - a repeated section goes on, a repeated option replaces;
 * - [DEFAULT] gives its options to every section that does not have them.
 *
 * Several files can be read into one document, as [include] wants it. Sections keep the order in which they first
 * appeared.
 */
class IniDocument {
public:
    /// Reads one file's bytes (UTF-8, any line ends). `file` is the name for origins and errors.
    /// @return what is wrong; the document then has what was read up to there
    std::optional<IniError> read(const QByteArray &bytes, const QString &file);

    /// Without [DEFAULT].
    QStringList sections() const { return m_order; }
    bool hasSection(const QString &section) const { return m_sections.contains(section); }
    /// Where the section was opened first: `text` is its name.
    IniValue sectionOrigin(const QString &section) const { return m_origins.value(section); }

    /// The section's own, else that of [DEFAULT].
    std::optional<IniValue> value(const QString &section, const QString &option) const;
    /// The section's own names in order, then those that only [DEFAULT] has.
    QStringList options(const QString &section) const;
    /// The names of [DEFAULT].
    QStringList defaultOptions() const { return m_defaults.order; }

    /// Replaces the text "%(here)s" in every value of every section, also those from [DEFAULT], which thereby become
    /// the section's own.
    void replaceHere(const QString &here);

private:
    struct Section {
        QHash<QString, IniValue> values;
        QStringList order;

        void set(const QString &option, const IniValue &value);
    };
    class Reader;

    QHash<QString, Section> m_sections;
    QHash<QString, IniValue> m_origins;
    QStringList m_order;
    Section m_defaults;
};

} // namespace kantoku
