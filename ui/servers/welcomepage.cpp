#include "ui/servers/welcomepage.h"

#include "ui/theme.h"

#include <QCommandLinkButton>
#include <QCoro/QCoroFuture>
#include <QLabel>
#include <QPointer>
#include <QVBoxLayout>
#include <QtConcurrent/QtConcurrentRun>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int columnWidth = 560;

QCommandLinkButton *addLink(QVBoxLayout *layout, const QString &icon, const QString &text, const QString &description)
{
    auto *button = new QCommandLinkButton(text, description);
    button->setIcon(Theme::icon(icon));
    button->setIconSize(QSize(20, 20));
    layout->addWidget(button);
    return button;
}

} // namespace

WelcomePage::WelcomePage(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"welcome"_s);
    setAccessibleName(tr("Welcome"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto *column = new QWidget(this);
    column->setFixedWidth(columnWidth);
    auto *links = new QVBoxLayout(column);
    links->setContentsMargins(0, 24, 0, 24);
    links->setSpacing(4);

    auto *logo = new QLabel(column);
    logo->setPixmap(QIcon(u":/kantoku/icons/kantoku.svg"_s).pixmap(QSize(56, 56), devicePixelRatioF()));
    logo->setAlignment(Qt::AlignHCenter);
    links->addWidget(logo);
    auto *title = new QLabel(tr("No server is open"), column);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    large.setBold(true);
    title->setFont(large);
    title->setAlignment(Qt::AlignHCenter);
    links->addWidget(title);
    auto *text = new QLabel(
        tr("Kantoku watches and commands the programs of a kantokud or supervisord, here or on another machine."),
        column);
    text->setWordWrap(true);
    text->setAlignment(Qt::AlignHCenter);
    links->addWidget(text);
    links->addSpacing(12);

    auto *open = addLink(links, u"open"_s, tr("&Open a Server…"),
                         tr("By its socket or address, with user and password where it asks for them"));
    connect(open, &QAbstractButton::clicked, this, &WelcomePage::openRequested);
    auto *file = addLink(links, u"file"_s, tr("Run a Confi&guration File…"),
                         tr("Starts a daemon of your own on a supervisord.conf"));
    connect(file, &QAbstractButton::clicked, this, &WelcomePage::configurationRequested);
    auto *create = addLink(links, u"newfile"_s, tr("&New Configuration File…"),
                           tr("Writes one to begin with, and starts a daemon of your own on it"));
    connect(create, &QAbstractButton::clicked, this, &WelcomePage::newConfigurationRequested);
    auto *demo = addLink(links, u"demo"_s, tr("Run the &Demo"), tr("A few small programs to try everything on"));
    connect(demo, &QAbstractButton::clicked, this, &WelcomePage::demoRequested);
    m_demo = demo;

    m_servers = new QVBoxLayout;
    m_servers->setSpacing(2);
    links->addLayout(m_servers);

    auto *outer = new QGridLayout(this);
    outer->addWidget(column, 1, 1);
    outer->setRowStretch(0, 1);
    outer->setRowStretch(2, 2);
    outer->setColumnStretch(0, 1);
    outer->setColumnStretch(2, 1);
}

void WelcomePage::setDemoAvailable(bool available)
{
    m_demo->setVisible(available);
}

void WelcomePage::offerServers(const QStringList &recent)
{
    showServers({}, recent);
    lookForServers(recent);
}

QCoro::Task<> WelcomePage::lookForServers(QStringList recent)
{
    const QPointer<WelcomePage> self(this);
    const QList<LocalServer> found = co_await QtConcurrent::run(&findLocalServers);
    if (self)
        showServers(found, recent);
}

void WelcomePage::showServers(const QList<LocalServer> &found, const QStringList &recent)
{
    while (QLayoutItem *item = m_servers->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
    QStringList others = recent;
    if (!found.isEmpty())
        addHeading(tr("Found on this machine"));
    for (const LocalServer &server : found) {
        const QString address = server.address.toString();
        others.removeAll(address);
        connect(addServer(address, server.origin), &QAbstractButton::clicked, this,
                [this, server] { emit localServerChosen(server); });
    }
    if (!others.isEmpty())
        addHeading(tr("Used before"));
    for (const QString &address : std::as_const(others)) {
        connect(addServer(address, {}), &QAbstractButton::clicked, this,
                [this, address] { emit serverChosen(address); });
    }
}

void WelcomePage::addHeading(const QString &title)
{
    auto *heading = new QLabel(title, this);
    QFont bold = heading->font();
    bold.setBold(true);
    heading->setFont(bold);
    heading->setContentsMargins(6, 10, 0, 0);
    m_servers->addWidget(heading);
}

QAbstractButton *WelcomePage::addServer(const QString &address, const QString &origin)
{
    auto *button = new QCommandLinkButton(this);
    button->setText(QString(address).replace(u'&', u"&&"_s));
    if (!origin.isEmpty())
        button->setDescription(tr("of %1", "a configuration file").arg(origin));
    button->setAccessibleName(tr("Open %1").arg(address));
    button->setIcon(Theme::icon(u"connect"_s));
    button->setIconSize(QSize(16, 16));
    m_servers->addWidget(button);
    return button;
}

} // namespace kantoku::ui
