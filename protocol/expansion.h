#pragma once

#include <QMap>
#include <QString>
#include <QVariant>

#include <tl/expected.hpp>

namespace kantoku {

/// The values that %(name)s may stand for: QString, or a whole number (qint64) for %(name)d and its like.
using ExpansionNames = QMap<QString, QVariant>;

/// Why a text could not be expanded.
struct ExpansionError {
    enum class Kind { UnknownName, BadFormat };
    Kind kind = Kind::BadFormat;
    QString name; ///< UnknownName: the name
    QString reason; ///< BadFormat: what is wrong, in Python's words

    /// In Supervisor's words. `what` says whose text it is: "program:web.command".
    QString text(const QString &format, const QString &what, const ExpansionNames &names) const;
};

/**
 * Replaces %(name)s, %(number)03d and %% in `format` by the rules of Python's % operator with a mapping: flags, width,
 * precision, the conversions s r a d i u o x X e E f F g G c %, nested parentheses in names.
 *
 * One thing is refused that Python takes: a %s, %r or %a without a name, which there inserts all names and values.
 * Widths, precisions and the result are limited to a million characters.
 */
tl::expected<QString, ExpansionError> expand(const QString &format, const ExpansionNames &names);

} // namespace kantoku
