#include "ui/logs/logpanel.h"

#include "client/session.h"
#include "ui/logs/barlayout.h"
#include "ui/logs/logfilterpane.h"
#include "ui/logs/logfindbar.h"
#include "ui/logs/logfinder.h"
#include "ui/logs/logsaver.h"
#include "ui/logs/logsource.h"
#include "ui/logs/logview.h"
#include "ui/logs/mergedlog.h"
#include "ui/logs/sessionlogchannel.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLocale>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

namespace {

qint64 keptBytes = LogBuffer::defaultMaxBytes;

} // namespace

LogPanel::LogPanel(QWidget *parent)
    : QWidget(parent)
    , m_view(new LogView(this))
    , m_finder(new LogFinder(this))
    , m_findBar(new LogFindBar(m_finder, m_view, this))
    , m_filterPane(new LogFilterPane(m_finder, m_view, this))
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_saver(new LogSaver(this))
{
    setObjectName(u"logPanel"_s);
    m_splitter->addWidget(m_view);
    m_splitter->addWidget(m_filterPane);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 1);
    m_filterPane->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_splitter, 1);
    makeToolBar();
    connectView();
    setFocusProxy(m_view);
    updatePlaceholder();
}

LogPanel::~LogPanel() = default;

void LogPanel::setKeptBytes(qint64 bytes)
{
    keptBytes = bytes;
}

QString LogPanel::bothChannels()
{
    return u"both"_s;
}

QToolButton *LogPanel::addButton(const QString &text, const QString &name, const QString &toolTip)
{
    auto *button = new QToolButton(m_toolBar);
    button->setText(text);
    button->setAccessibleName(name);
    button->setToolTip(toolTip);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setAutoRaise(true); // framed only while checked: tells the two apart in every style
    m_toolBar->layout()->addWidget(button);
    return button;
}

void LogPanel::makeToolBar()
{
    m_toolBar = new QWidget(this);
    auto *bar = new QHBoxLayout(m_toolBar);
    bar->setContentsMargins(0, 0, 0, 0);
    bar->setSpacing(4);

    m_follow = addButton(tr("Follow"), tr("Follow"), tr("Go along with new lines (F, End)"));
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    m_channelBox = new QComboBox(this);
    m_channelBox->setAccessibleName(tr("Log channel"));
    m_channelBox->setToolTip(tr("Which of the program's outputs is shown"));
    m_channelBox->addItem(u"stdout"_s, u"stdout"_s);
    m_channelBox->addItem(u"stderr"_s, u"stderr"_s);
    m_channelBox->addItem(tr("both", "outputs of a program"), bothChannels());
    bar->addWidget(m_channelBox);
    bar->addStretch(1);
    m_wrap = addButton(tr("Wrap"), tr("Wrap lines"), tr("Break long lines at the edge (W)"));
    m_wrap->setCheckable(true);
    m_numbers = addButton(tr("Numbers"), tr("Line numbers"),
                          tr("Number the lines (L); where lines before were not loaded, @ and the place in bytes"));
    m_numbers->setCheckable(true);
    m_save = addButton(tr("Save…"), tr("Save log"), tr("Write the log into a file, byte for byte"));
    m_clear = addButton(tr("Clear Log…"), tr("Clear Log"), tr("Delete what this log holds on the server"));

    auto *menu = new QMenu(m_save);
    QAction *saveSelection = menu->addAction(tr("Save Se&lection…"), this, [this] { save(true); });
    menu->addAction(tr("&Save All…"), this, [this] { save(false); });
    connect(menu, &QMenu::aboutToShow, this,
            [this, saveSelection] { saveSelection->setEnabled(m_view->hasSelection()); });
    m_save->setMenu(menu);
    m_save->setPopupMode(QToolButton::InstantPopup);

    auto *bars = new BarLayout;
    bars->setContentsMargins(4, 4, 4, 4);
    bars->setSpacing(2);
    bars->addWidget(m_findBar);
    bars->addWidget(m_toolBar);
    static_cast<QVBoxLayout *>(layout())->addLayout(bars);

    connect(m_follow, &QToolButton::clicked, m_view, &LogView::setFollowing);
    connect(m_channelBox, &QComboBox::activated, this, &LogPanel::chooseChannel);
    connect(m_wrap, &QToolButton::clicked, m_view, &LogView::setWrapping);
    connect(m_numbers, &QToolButton::clicked, m_view, &LogView::setLineNumbers);
    connect(m_clear, &QToolButton::clicked, this, &LogPanel::clearLog);
    setTabOrder(m_view, m_filterPane);
    setTabOrder(m_filterPane, m_findBar);
    setTabOrder(m_findBar, m_follow);
}

void LogPanel::connectView()
{
    connect(m_view, &LogView::followingChanged, m_follow, &QToolButton::setChecked);
    connect(m_view, &LogView::wrappingChanged, m_wrap, &QToolButton::setChecked);
    connect(m_view, &LogView::lineNumbersChanged, m_numbers, &QToolButton::setChecked);
    connect(m_view, &LogView::saveRequested, this, &LogPanel::save);
    connect(m_view, &LogView::placeholderActivated, this, &LogPanel::helpPlaceholder);
    connect(m_view, &LogView::filterRequested, this, [this] { m_findBar->setFilterShown(true); });
    connect(m_findBar, &LogFindBar::filterToggled, this, &LogPanel::showFilter);
    connect(m_filterPane, &LogFilterPane::chosen, m_findBar, &LogFindBar::showLine);
    connect(m_filterPane, &LogFilterPane::closeRequested, this, [this] { m_findBar->setFilterShown(false); });
    connect(m_saver, &LogSaver::progressed, this,
            [this](double part) { m_save->setText(part < 1 ? tr("Saving %1 %").arg(int(part * 100)) : tr("Save…")); });
}

void LogPanel::showFilter(bool show)
{
    m_filterPane->setVisible(show);
    if (show && m_finder->pattern().isEmpty())
        m_findBar->begin();
    else
        (show ? static_cast<QWidget *>(m_filterPane) : m_view)->setFocus();
}

void LogPanel::showLog(client::Session *session, const QString &namespec, const QString &channel)
{
    const bool isShown
        = session == m_session && namespec == m_namespec && channel == m_channel && (m_source || m_merged);
    if (isShown && session)
        return;
    m_session = session;
    m_namespec = namespec;
    m_channel = channel;
    m_channelBox->setVisible(!namespec.isEmpty());
    m_channelBox->setCurrentIndex(std::max(0, m_channelBox->findData(channel)));

    auto *document = session ? new LogDocument(this, keptBytes) : nullptr;
    m_view->setDocument(document);
    m_finder->setDocument(nullptr);
    delete std::exchange(m_source, nullptr);
    delete std::exchange(m_merged, nullptr);
    delete std::exchange(m_document, document);
    for (QWidget *control : std::initializer_list<QWidget *>{m_clear, m_follow, m_save, m_findBar, m_wrap, m_numbers})
        control->setEnabled(session != nullptr);
    if (session && !namespec.isEmpty() && channel == bothChannels()) {
        m_merged = new MergedLog(new SessionLogChannel(session, namespec, u"stdout"_s),
                                 new SessionLogChannel(session, namespec, u"stderr"_s), document, this);
        connect(m_merged, &MergedLog::stateChanged, this, &LogPanel::updatePlaceholder);
        m_finder->setDocument(document);
        m_merged->start();
    } else if (session) {
        m_source = new LogSource(new SessionLogChannel(session, namespec, channel), document, this);
        connect(m_source, &LogSource::stateChanged, this, &LogPanel::updatePlaceholder);
        m_finder->setDocument(document, [source = m_source](LogBuffer::Range range) { return source->read(range); });
        m_source->start();
    }
    m_findBar->forgetMatch();
    updatePlaceholder();
}

void LogPanel::chooseChannel(int index)
{
    const QString channel = m_channelBox->itemData(index).toString();
    if (channel == m_channel)
        return;
    showLog(m_session, m_namespec, channel);
    emit channelChanged(channel);
}

void LogPanel::updatePlaceholder()
{
    QString text = tr("No log is chosen.");
    QString button;
    const LogSource *source = m_merged ? m_merged->teller() : m_source;
    if (source) {
        const QString reason = source->error().message;
        const bool hasOther = !m_namespec.isEmpty() && m_channel != bothChannels();
        const QString other = m_channel == u"stderr"_s ? tr("Show stdout") : tr("Show stderr");
        switch (source->state()) {
        case LogSource::State::Connecting: text = tr("Opening the log…"); break;
        case LogSource::State::Following:
            text = m_namespec.isEmpty() ? tr("The log of the server is empty.")
                : m_channel == bothChannels()
                ? tr("The logs of %1 are empty, stdout and stderr.").arg(m_namespec)
                : tr("The log of %1 is empty (%2).", "process, stdout or stderr").arg(m_namespec, m_channel);
            if (hasOther)
                button = other;
            break;
        case LogSource::State::NoLog:
            text = m_namespec.isEmpty() ? tr("The server has no log file.") : tr("This program has no log file.");
            if (hasOther)
                button = other;
            break;
        case LogSource::State::Waiting:
            text = tr("The log cannot be read: %1\nTrying again…").arg(reason);
            button = tr("Try Now");
            break;
        case LogSource::State::Failed:
            text = tr("The log cannot be read: %1").arg(reason);
            button = tr("Try Again");
            break;
        }
        if (m_session && m_session->status() == client::Session::Status::Disconnected) {
            text = tr("%1 is not connected.").arg(m_session->name());
            button = tr("Connect");
        }
    }
    m_view->setPlaceholder(text, button);
}

void LogPanel::helpPlaceholder()
{
    const LogSource *source = m_merged ? m_merged->teller() : m_source;
    if (!source || !m_session)
        return;
    if (m_session->status() == client::Session::Status::Disconnected)
        m_session->connectToServer();
    else if (source->state() == LogSource::State::Following || source->state() == LogSource::State::NoLog)
        chooseChannel(m_channelBox->findData(m_channel == u"stderr"_s ? u"stdout"_s : u"stderr"_s));
    else if (m_merged)
        m_merged->retry();
    else
        m_source->retry();
}

void LogPanel::startFinding()
{
    m_findBar->begin();
}

void LogPanel::save(bool selectionOnly)
{
    if (!m_document)
        return;
    auto *dialog = new QFileDialog(this, selectionOnly ? tr("Save Selection") : tr("Save Log"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(u"saveLogDialog"_s);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    QString name = m_namespec.isEmpty() ? m_session->name() : m_namespec + u'-' + m_channel;
    name.replace(u'/', u'_').replace(u':', u'_');
    dialog->selectFile(name + u".log"_s);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, selectionOnly](const QString &path) { saveTo(path, selectionOnly); });
    dialog->open();
}

void LogPanel::saveTo(const QString &path, bool selectionOnly)
{
    if (!m_document)
        return;
    const auto tell = [this, path](const Result<qint64> &saved) { tellSaved(saved, path); };
    if (selectionOnly) {
        QCoro::connect(m_saver->saveBytes(path, m_view->selectedBytes()), this, tell);
        return;
    }
    const QPointer<LogSource> source(m_source);
    LogFinder::Reader reader;
    if (source) {
        reader = [source](LogBuffer::Range range) -> QCoro::Task<Result<QByteArray>> {
            if (!source)
                co_return failure(Error::Code::Cancelled, tr("The log was closed."));
            co_return co_await source->read(range);
        };
    }
    QCoro::connect(m_saver->saveAll(path, m_document, reader), this, tell);
}

void LogPanel::tellSaved(const Result<qint64> &saved, const QString &path)
{
    m_save->setText(tr("Save…"));
    if (saved)
        emit done(tr("Saved %1 to %2.").arg(QLocale().formattedDataSize(*saved), path));
    else
        emit failed(saved.error().message);
}

void LogPanel::clearLog()
{
    if (!m_session)
        return;
    auto *box = new QMessageBox(QMessageBox::Question, tr("Clear Log"), {}, QMessageBox::Cancel, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setObjectName(u"clearLogDialog"_s);
    if (m_namespec.isEmpty())
        box->setText(tr("Delete what the log of %1 holds?").arg(m_session->name()));
    else
        box->setText(tr("Delete what the logs of %1 hold, stdout and stderr?").arg(m_namespec));
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(tr("This cannot be undone. What is shown here stays until you close it."));
    QPushButton *clear = box->addButton(tr("C&lear Log"), QMessageBox::DestructiveRole);
    box->setDefaultButton(QMessageBox::Cancel);
    connect(clear, &QPushButton::clicked, this, &LogPanel::doClear);
    box->open();
}

void LogPanel::doClear()
{
    if (!m_session)
        return;
    const QPointer<LogSource> source(m_source);
    const QPointer<MergedLog> merged(m_merged);
    const auto done = [this, source, merged](const Error *error) {
        if (error)
            emit failed(error->message);
        else if (source)
            source->noteCleared();
        else if (merged)
            merged->noteCleared();
    };
    if (m_namespec.isEmpty()) {
        QCoro::connect(m_session->rpc().call(u"supervisor.clearLog"_s), this,
                       [done](const Result<QVariant> &cleared) { done(cleared ? nullptr : &cleared.error()); });
    } else {
        QCoro::connect(m_session->clearLogs({m_namespec}), this, [done](const Result<QList<ProcessOutcome>> &cleared) {
            if (!cleared)
                return done(&cleared.error());
            for (const ProcessOutcome &outcome : *cleared) {
                if (outcome.status != 80) {
                    const Error error{Error::Code::Fault, outcome.namespec() + u": "_s + outcome.description,
                                      outcome.status};
                    return done(&error);
                }
            }
            done(nullptr);
        });
    }
}

} // namespace kantoku::ui
