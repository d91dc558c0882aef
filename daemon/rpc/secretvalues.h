#pragma once

#include "protocol/configpreview.h"

/**
 * Passwords and the values of environment variables, kept out of answers to those who did not ask for them. Names of
 * variables, lines and line numbers stay.
 */
namespace kantoku::daemon {

/// `KEY="***",OTHER="***"` of an environment, `***` of a password; any other option's value as it is.
QString maskedValue(const QString &option, const QString &value);
/// In all layers.
void maskSecrets(QList<ConfigPreview::Option> &options);
/// A configuration file's text with its secrets masked, those in comments too; it has as many lines as before.
QString maskedText(const QString &text);

} // namespace kantoku::daemon
