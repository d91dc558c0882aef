#include "ui/logs/logpanel.h"

#include "client/session.h"
#include "ui/logs/logdocument.h"
#include "ui/logs/logfinder.h"
#include "ui/logs/logsource.h"
#include "ui/logs/logview.h"
#include "ui/logs/sessionlogchannel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

LogPanel::LogPanel(QWidget *parent)
    : QWidget(parent)
    , m_view(new LogView(this))
    , m_finder(new LogFinder(this))
{
    setObjectName(u"logPanel"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_view, 1);
    makeToolBar();
    connectView();
    setFocusProxy(m_view);
    updateCount();
    updatePlaceholder();
}

LogPanel::~LogPanel() = default;

void LogPanel::makeToolBar()
{
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(4, 4, 4, 4);
    bar->setSpacing(4);
    const auto addButton = [this, bar](const QString &text, const QString &name, const QString &toolTip) {
        auto *button = new QToolButton(this);
        button->setText(text);
        button->setAccessibleName(name);
        button->setToolTip(toolTip);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setAutoRaise(true); // framed only while checked: tells the two apart in every style
        bar->addWidget(button);
        return button;
    };

    m_follow = addButton(tr("Follow"), tr("Follow"), tr("Go along with new lines (F, End)"));
    m_follow->setCheckable(true);
    m_follow->setChecked(true);

    m_channelBox = new QComboBox(this);
    m_channelBox->setAccessibleName(tr("Log channel"));
    m_channelBox->setToolTip(tr("Which of the program's outputs is shown"));
    m_channelBox->addItems({u"stdout"_s, u"stderr"_s});
    bar->addWidget(m_channelBox);
    bar->addStretch(1);

    m_find = new QLineEdit(this);
    m_find->setAccessibleName(tr("Find in log"));
    m_find->setPlaceholderText(tr("Find in log"));
    m_find->setClearButtonEnabled(true);
    m_find->setMinimumWidth(fontMetrics().averageCharWidth() * 14);
    m_find->setMaximumWidth(fontMetrics().averageCharWidth() * 44);
    bar->addWidget(m_find, 4);
    m_caseSensitive = addButton(u"Aa"_s, tr("Match case"), tr("Match upper and lower case"));
    m_caseSensitive->setCheckable(true);
    m_regularExpression = addButton(u".*"_s, tr("Regular expression"), tr("The text is a regular expression"));
    m_regularExpression->setCheckable(true);
    m_count = new QLabel(this);
    m_count->setAccessibleName(tr("Matches"));
    m_count->setMinimumWidth(fontMetrics().horizontalAdvance(u"8888 of 8888"_s));
    bar->addWidget(m_count);
    m_previous = addButton(u"‹"_s, tr("Previous match"), tr("Previous match (Shift+N, Shift+F3)"));
    m_next = addButton(u"›"_s, tr("Next match"), tr("Next match (N, F3)"));
    bar->addSpacing(8);
    m_wrap = addButton(tr("Wrap"), tr("Wrap lines"), tr("Break long lines at the edge (W)"));
    m_wrap->setCheckable(true);
    m_clear = addButton(tr("Clear Log…"), tr("Clear Log"), tr("Delete what this log holds on the server"));
    layout()->addItem(bar);

    connect(m_follow, &QToolButton::clicked, m_view, &LogView::setFollowing);
    connect(m_channelBox, &QComboBox::activated, this, &LogPanel::chooseChannel);
    connect(m_find, &QLineEdit::textChanged, this, &LogPanel::updatePattern);
    connect(m_caseSensitive, &QToolButton::toggled, this, &LogPanel::updatePattern);
    connect(m_regularExpression, &QToolButton::toggled, this, &LogPanel::updatePattern);
    connect(m_previous, &QToolButton::clicked, this, [this] { findNext(false); });
    connect(m_next, &QToolButton::clicked, this, [this] { findNext(true); });
    connect(m_wrap, &QToolButton::clicked, m_view, &LogView::setWrapping);
    connect(m_clear, &QToolButton::clicked, this, &LogPanel::clearLog);

    const auto addKey = [this](const QKeySequence &key, auto action) {
        auto *shortcut = new QShortcut(key, m_find);
        shortcut->setContext(Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, this, action);
    };
    addKey(Qt::Key_Return, [this] { findNext(true); });
    addKey(Qt::Key_Enter, [this] { findNext(true); });
    addKey(Qt::SHIFT | Qt::Key_Return, [this] { findNext(false); });
    addKey(Qt::Key_F3, [this] { findNext(true); });
    addKey(Qt::SHIFT | Qt::Key_F3, [this] { findNext(false); });
    addKey(Qt::Key_Escape, [this] {
        m_find->clear();
        m_view->setFocus();
    });
    setTabOrder(m_view, m_follow);
}

void LogPanel::connectView()
{
    connect(m_view, &LogView::followingChanged, m_follow, &QToolButton::setChecked);
    connect(m_view, &LogView::wrappingChanged, m_wrap, &QToolButton::setChecked);
    connect(m_view, &LogView::findRequested, this, &LogPanel::startFinding);
    connect(m_view, &LogView::findNextRequested, this, &LogPanel::findNext);
    connect(m_view, &LogView::ansiModeChanged, m_finder, &LogFinder::setAnsiMode);
    connect(m_view, &LogView::startReached, this, [this] {
        if (m_source)
            m_source->loadOlder();
    });
    connect(m_finder, &LogFinder::changed, this, &LogPanel::updateCount);
}

void LogPanel::showLog(client::Session *session, const QString &namespec, const QString &channel)
{
    const bool isShown = session == m_session && namespec == m_namespec && channel == m_channel && m_source;
    if (isShown && session)
        return;
    m_session = session;
    m_namespec = namespec;
    m_channel = channel;
    m_currentMatch = 0;
    m_channelBox->setVisible(!namespec.isEmpty());
    m_channelBox->setCurrentText(channel);

    auto *document = session ? new LogDocument(this) : nullptr;
    m_view->setDocument(document);
    m_finder->setDocument(document);
    delete m_source;
    delete m_document;
    m_document = document;
    m_source = nullptr;
    m_clear->setEnabled(session != nullptr);
    m_follow->setEnabled(session != nullptr);
    if (session) {
        m_source = new LogSource(new SessionLogChannel(session, namespec, channel), document, this);
        connect(m_source, &LogSource::stateChanged, this, &LogPanel::updatePlaceholder);
        m_source->start();
    }
    updatePlaceholder();
}

void LogPanel::chooseChannel(int index)
{
    const QString channel = m_channelBox->itemText(index);
    if (channel == m_channel)
        return;
    showLog(m_session, m_namespec, channel);
    emit channelChanged(channel);
}

void LogPanel::updatePlaceholder()
{
    QString text = tr("No log is chosen.");
    if (m_source) {
        switch (m_source->state()) {
        case LogSource::State::Connecting: text = tr("Opening the log…"); break;
        case LogSource::State::Following: text = tr("The log is empty."); break;
        case LogSource::State::NoLog:
            text = m_namespec.isEmpty() ? tr("The server has no log file.") : tr("This program has no log file.");
            break;
        case LogSource::State::Waiting:
            text = tr("The log cannot be read: %1\nTrying again…").arg(m_source->error().message);
            break;
        case LogSource::State::Failed: text = tr("The log cannot be read: %1").arg(m_source->error().message); break;
        }
    }
    m_view->setPlaceholder(text);
}

void LogPanel::startFinding()
{
    if (m_view->hasSelection() && !m_view->selectedText().contains(u'\n'))
        m_find->setText(m_view->selectedText());
    m_find->setFocus(Qt::ShortcutFocusReason);
    m_find->selectAll();
}

void LogPanel::updatePattern()
{
    LogPatternOptions options;
    options.caseSensitive = m_caseSensitive->isChecked();
    options.regularExpression = m_regularExpression->isChecked();
    const Result<LogPattern> pattern = LogPattern::make(m_find->text(), options);
    m_patternError = pattern ? QString() : pattern.error().message;
    m_currentMatch = 0;
    m_wrapped = false;
    m_view->setPattern(pattern.value_or(LogPattern()));
    m_finder->setPattern(pattern.value_or(LogPattern()));
    updateCount();
}

void LogPanel::findNext(bool forward)
{
    const LogView::Position from = m_view->searchStart();
    // The place itself counts as found only once it is the current match.
    const qsizetype column = m_currentMatch > 0 || !forward ? from.column : from.column - 1;
    const auto match = m_finder->next(from.line, column, forward);
    if (!match) {
        updateCount();
        return;
    }
    m_currentMatch = match->number;
    m_wrapped = match->wrapped && m_finder->matchCount() > 0;
    m_view->showMatch(match->line, match->range);
    updateCount();
}

void LogPanel::updateCount()
{
    const qint64 count = m_finder->matchCount();
    const QLocale locale;
    QString text;
    QString toolTip;
    if (!m_patternError.isEmpty()) {
        text = tr("not valid");
        toolTip = m_patternError;
    } else if (m_finder->pattern().isEmpty()) {
        text.clear();
    } else if (m_finder->isSearching()) {
        text = tr("%1…", "matches so far").arg(locale.toString(count));
    } else if (count == 0) {
        text = tr("no match");
    } else if (m_currentMatch > 0) {
        text = tr("%1 of %2", "match").arg(locale.toString(m_currentMatch), locale.toString(count));
        if (m_wrapped) {
            text = u"↻ "_s + text;
            toolTip = tr("The search went on at the other end of the log.");
        }
    } else {
        text = tr("%n matches", nullptr, int(std::min<qint64>(count, 1'000'000'000)));
    }
    m_count->setText(text);
    m_count->setToolTip(toolTip);
    m_previous->setEnabled(count > 0);
    m_next->setEnabled(count > 0);
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
    const auto done = [this, source](const Error *error) {
        if (error)
            emit failed(error->message);
        else if (source)
            source->noteCleared();
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
