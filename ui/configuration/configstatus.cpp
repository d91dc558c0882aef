#include "ui/configuration/configstatus.h"

#include "ui/configuration/configdiffview.h"
#include "ui/theme.h"

namespace kantoku::ui {

using namespace Qt::StringLiterals;
using client::Session;
using Action = ConfigPreview::Action;

namespace {

int groupsThat(const ConfigPreview &preview, Action ConfigPreview::Group::*action)
{
    return static_cast<int>(std::ranges::count_if(
        preview.groups, [action](const ConfigPreview::Group &group) { return group.*action != Action::Keep; }));
}

} // namespace

ConfigStatus::ConfigStatus(QWidget *parent)
    : QToolButton(parent)
{
    setObjectName(u"configStatus"_s);
    setAutoRaise(true);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setIconSize(QSize(24, 16)); // with room between it and the text
    setFocusPolicy(Qt::TabFocus);
    connect(this, &QToolButton::clicked, this, &ConfigStatus::press);
    connect(Theme::instance(), &Theme::changed, this, &ConfigStatus::describe);
    describe();
}

void ConfigStatus::showServer(Session *session)
{
    if (m_session == session)
        return;
    if (m_session)
        m_session->disconnect(this);
    m_session = session;
    if (session) {
        connect(session, &Session::configurationChanged, this, &ConfigStatus::describe);
        connect(session, &Session::statusChanged, this, &ConfigStatus::describe);
    }
    describe();
}

void ConfigStatus::describe()
{
    const bool known = m_session && m_session->status() == Session::Status::Online && m_session->configuration();
    QStringList parts;
    bool errors = false;
    if (known) {
        const ConfigPreview &preview = *m_session->configuration();
        errors = preview.hasErrors();
        if (errors)
            parts.append(tr("errors in the configuration files"));
        else if (const QString changes = changeCounts(preview, &ConfigPreview::Group::onDisk); !changes.isEmpty())
            parts.append(tr("On disk: %1", "what has changed there").arg(changes));
        if (const int n = groupsThat(preview, &ConfigPreview::Group::onUpdate))
            parts.append(tr("%n group(s) not applied", nullptr, n));
    }
    const Theme *theme = Theme::instance();
    setText(parts.join(u" · "_s));
    setAccessibleName(parts.isEmpty() ? tr("Configuration status") : tr("Configuration: %1").arg(text()));
    setIcon(Theme::icon(errors ? u"error"_s : u"warning"_s, errors ? theme->errorColor() : theme->warningColor()));
    setToolTip(errors ? tr("Show the errors") : tr("Show what differs"));
    setVisible(!parts.isEmpty());
}

void ConfigStatus::press()
{
    if (!m_session || !m_session->configuration())
        return;
    const ConfigPreview &preview = *m_session->configuration();
    if (preview.hasErrors() || groupsThat(preview, &ConfigPreview::Group::onDisk) > 0)
        emit rereadRequested();
    else
        emit updateRequested();
}

} // namespace kantoku::ui
