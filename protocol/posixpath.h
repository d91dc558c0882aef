#pragma once

#include <QString>

#include <functional>

/**
 * Paths as texts, by the rules of Python's os.path, which decide what relative and ~ names in a configuration mean.
 * Nothing here looks at the file system.
 */
namespace kantoku {

/// What stands before the last slash: "/a" for "/a/b", "/" for "/a", empty without a slash.
QString directoryName(const QString &path);

/// Without empty, "." and ".." parts; "." for an empty path. Exactly two leading slashes stay two.
QString normalizedPath(const QString &path);

/// The normalized path, seen from `currentDirectory` (absolute) where it is relative.
QString absolutePath(const QString &path, const QString &currentDirectory);

/// `path` seen from `base` where it is relative; nothing is normalized.
QString joinedPath(const QString &base, const QString &path);

/// Replaces a leading ~ or ~user by what `homeOf` answers (asked with an empty name for ~); a null answer leaves the
/// path as it is.
QString withHome(const QString &path, const std::function<QString(const QString &user)> &homeOf);

} // namespace kantoku
