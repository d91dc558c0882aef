#pragma once

#include <QString>

namespace kantoku {

/**
 * The name of a process as people and clients write it.
 *
 * "group:process" names one, "group:*" and "group:" name a whole group, and "name" alone is short for "name:name".
 */
struct Namespec {
    QString group;
    QString process; ///< empty for a whole group

    bool isGroup() const { return process.isEmpty(); }
    /// "group:process", or "name" where both are the same, or "group:*".
    QString toString() const;

    friend bool operator==(const Namespec &, const Namespec &) = default;
};

Namespec parseNamespec(const QString &text);

/// The short form of a process's name: "name" where group and process are called the same, else "group:process".
QString namespecText(const QString &group, const QString &process);

} // namespace kantoku
