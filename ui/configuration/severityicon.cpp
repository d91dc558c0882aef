#include "ui/configuration/severityicon.h"

#include "ui/theme.h"

namespace kantoku::ui {

using namespace Qt::StringLiterals;
using Severity = ConfigPreview::Message::Severity;

QIcon severityIcon(Severity severity)
{
    const Theme *theme = Theme::instance();
    switch (severity) {
    case Severity::Error: return Theme::icon(u"error"_s, theme->errorColor());
    case Severity::Warning: return Theme::icon(u"warning"_s, theme->warningColor());
    case Severity::Info: break;
    }
    return Theme::icon(u"info"_s);
}

} // namespace kantoku::ui
