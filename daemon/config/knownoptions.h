#pragma once

#include <QString>
#include <QStringList>

namespace kantoku::daemon {

struct LoadContext;

/// The options that a section knows, by its name ("program:web"); empty for sections that take any option, and for
/// unknown ones.
QStringList knownOptions(const QString &section);

/// True for sections that Supervisor or we read.
bool isKnownSection(const QString &section);

/// Warns of sections and options that nobody reads, with the name that was probably meant.
void warnOfUnknownNames(LoadContext &context);

} // namespace kantoku::daemon
