#include "ui/messagebar.h"

#include "ui/theme.h"

#include <QAccessible>
#include <QAction>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QToolButton>

#include <chrono>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds goodNewsStays{12};

} // namespace

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_actionButton(new QToolButton(this))
    , m_detailsButton(new QToolButton(this))
    , m_details(new QLabel(this))
{
    setObjectName(u"messageBar"_s);
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    setAccessibleName(tr("Message"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextBrowserInteraction);
    m_details->setTextFormat(Qt::PlainText);
    m_details->setTextInteractionFlags(Qt::TextBrowserInteraction);
    m_details->setWordWrap(true);
    m_details->hide();
    m_actionButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_detailsButton->setText(tr("Details", "button"));
    m_detailsButton->setCheckable(true);
    m_detailsButton->setAutoRaise(true);
    connect(m_detailsButton, &QToolButton::toggled, m_details, &QWidget::setVisible);
    auto *close = new QToolButton(this);
    close->setIcon(Theme::icon(u"close"_s));
    close->setAutoRaise(true);
    close->setAccessibleName(tr("Close message"));
    close->setToolTip(tr("Close this message (Esc)"));
    connect(close, &QToolButton::clicked, this, &MessageBar::dismiss);
    connect(Theme::instance(), &Theme::changed, this, &MessageBar::paintIcon);

    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(8, 4, 4, 4);
    layout->addWidget(m_icon, 0, 0);
    layout->addWidget(m_text, 0, 1);
    layout->addWidget(m_detailsButton, 0, 2);
    layout->addWidget(m_actionButton, 0, 3);
    layout->addWidget(close, 0, 4);
    layout->addWidget(m_details, 1, 1, 1, 4);
    layout->setColumnStretch(1, 1);
    hide();
}

void MessageBar::showMessage(Kind kind, const QString &text, QAction *action, const QString &details)
{
    m_kind = kind;
    paintIcon();
    m_text->setText(text);
    if (m_action)
        m_action->deleteLater();
    m_action = action;
    m_actionButton->setVisible(action);
    if (action) {
        action->setParent(this);
        m_actionButton->setDefaultAction(action);
    }
    m_details->setText(details);
    m_detailsButton->setChecked(false);
    m_detailsButton->setVisible(!details.isEmpty());
    if (m_timer != 0)
        killTimer(std::exchange(m_timer, 0));
    if (kind == Kind::Info || kind == Kind::Success)
        m_timer = startTimer(goodNewsStays);
    setAccessibleDescription(text);
    show();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void MessageBar::showError(const Error &error)
{
    showMessage(Kind::Error, error.message);
}

QString MessageBar::text() const
{
    return m_text->text();
}

void MessageBar::dismiss()
{
    if (m_timer != 0)
        killTimer(std::exchange(m_timer, 0));
    hide();
}

void MessageBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        dismiss();
    else
        QFrame::keyPressEvent(event);
}

void MessageBar::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_timer)
        QFrame::timerEvent(event);
    else if (!underMouse() && !m_detailsButton->isChecked())
        dismiss();
}

void MessageBar::paintIcon()
{
    static constexpr std::array names{"info", "success", "warning", "error"};
    const Theme *theme = Theme::instance();
    const QColor color = m_kind == Kind::Error ? theme->errorColor()
        : m_kind == Kind::Warning              ? theme->warningColor()
        : m_kind == Kind::Success              ? theme->successColor()
                                               : palette().color(QPalette::Link);
    const QString name = QString::fromLatin1(names.at(static_cast<size_t>(m_kind)));
    m_icon->setPixmap(Theme::icon(name, color).pixmap(QSize(16, 16), devicePixelRatioF()));
}

} // namespace kantoku::ui
