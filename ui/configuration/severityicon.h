#pragma once

#include "protocol/configpreview.h"

#include <QIcon>

namespace kantoku::ui {

/// Of an error, a warning or a note about a configuration, in its colour.
QIcon severityIcon(ConfigPreview::Message::Severity severity);

} // namespace kantoku::ui
