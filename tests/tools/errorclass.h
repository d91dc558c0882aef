#pragma once

#include <QString>

/// A short name for an error in Supervisor's words, such as "missing-directory"; "other" where none fits.
QString errorClass(const QString &text);
