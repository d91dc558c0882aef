#include "ui/console/consolewidget.h"

#include "client/commands/commandengine.h"
#include "client/commands/commandline.h"
#include "ui/console/consoleinput.h"
#include "ui/logs/logdocument.h"
#include "ui/logs/logview.h"

#include <QFontDatabase>
#include <QFrame>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr auto prompt = "supervisor> "_L1;
constexpr qint64 scrollbackBytes = 4 * 1024 * 1024;
constexpr qsizetype maxOffered = 200; // candidates of a completion that are listed

/// Words in columns, as wide as the longest, in at most `width` characters.
QString inColumns(const QStringList &words, qsizetype width)
{
    qsizetype longest = 0;
    for (const QString &word : words)
        longest = std::max(longest, word.size());
    const qsizetype columns = std::max<qsizetype>(1, width / (longest + 2));
    QString text;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const bool isLast = (i + 1) % columns == 0 || i + 1 == words.size();
        text += isLast ? words.at(i) + u'\n' : words.at(i).leftJustified(longest + 2);
    }
    return text;
}

QString commonStart(const QStringList &words)
{
    QString common = words.value(0);
    for (const QString &word : words) {
        const auto differs = std::mismatch(common.cbegin(), common.cend(), word.cbegin(), word.cend());
        common.truncate(differs.first - common.cbegin());
    }
    return common;
}

} // namespace

ConsoleWidget::ConsoleWidget(client::Session *session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_document(new LogDocument(this, scrollbackBytes))
    , m_view(new LogView(this))
    , m_prompt(new QLabel(this))
    , m_input(new ConsoleInput(this))
    , m_found(new QLabel(this))
{
    setObjectName(u"console"_s);
    makeLayout();
    m_input->history().useFile(QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation)
                               + u"/console-history"_s);
    connect(m_input, &ConsoleInput::entered, this, &ConsoleWidget::takeLine);
    connect(m_input, &ConsoleInput::interrupted, this, &ConsoleWidget::interrupt);
    connect(m_input, &ConsoleInput::endOfInput, this, &ConsoleWidget::takeEndOfInput);
    connect(m_input, &ConsoleInput::completionRequested, this, &ConsoleWidget::complete);
    connect(m_input, &ConsoleInput::searchChanged, this, &ConsoleWidget::showSearch);
    connect(m_input, &ConsoleInput::linkRequested, this, &ConsoleWidget::goToLink);
    connect(m_input, &ConsoleInput::linkChosen, this, &ConsoleWidget::openLink);
    updatePrompt();
}

ConsoleWidget::~ConsoleWidget()
{
    if (!m_engine)
        return;
    // Whoever waits for an answer gets none, so that no command outlives what it writes to.
    m_engine->disconnect(this);
    m_engine->cancel();
    answer({});
    m_engine.reset();
}

client::CommandEngine &ConsoleWidget::engine()
{
    // Made when it is first needed: by then the session has the password that it was given. It is made anew when `open`
    // has led it elsewhere, or when the session has got another password.
    const bool isStale = m_engine && !m_engine->isRunning() && m_session
        && (m_engine->serverUrl() != m_session->address().toString()
            || m_sessionCredentials != m_session->rpc().credentials());
    if (isStale)
        m_engine.release()->deleteLater();
    if (!m_engine) {
        client::CommandEngine::Options options;
        options.interactive = true;
        if (m_session) {
            options.serverUrl = m_session->address().toString();
            options.credentials = m_sessionCredentials = m_session->rpc().credentials();
            options.trustedFingerprint = m_session->rpc().trustedFingerprint();
        }
        client::CommandOutput &output = *this;
        m_engine = std::make_unique<client::CommandEngine>(options, output);
        connect(m_engine.get(), &client::CommandEngine::serverChanged, this, &ConsoleWidget::serverOpened);
    }
    return *m_engine;
}

void ConsoleWidget::makeLayout()
{
    m_view->setObjectName(u"consoleOutput"_s);
    m_view->setAccessibleName(tr("Console output"));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setLetterKeys(false);
    m_view->setWrapping(true);
    m_view->setDocument(m_document);
    m_view->setPlaceholder(tr("Commands as in supervisorctl. “help” lists them, Tab completes, Ctrl+C stops."));
    m_view->installEventFilter(this);
    m_view->viewport()->installEventFilter(this);
    m_view->viewport()->setMouseTracking(true);

    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    auto *line = new QFrame(this);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Base);
    auto *lineLayout = new QHBoxLayout(line);
    lineLayout->setContentsMargins(4, 2, 4, 2);
    lineLayout->setSpacing(0);
    m_prompt->setFont(fixed);
    m_prompt->setTextFormat(Qt::PlainText);
    m_prompt->setForegroundRole(QPalette::Text);
    m_prompt->setBuddy(m_input);
    m_input->setFont(fixed);
    m_input->setFrame(false);
    m_input->setTextMargins(-2, 0, 0, 0); // a QLineEdit has two pixels of its own
    m_input->setObjectName(u"consoleInput"_s);
    m_input->setAccessibleName(tr("Console input"));
    m_found->setFont(fixed);
    m_found->setTextFormat(Qt::PlainText);
    m_found->setForegroundRole(QPalette::Text);
    m_found->setAccessibleName(tr("Found in the history"));
    m_found->hide();
    lineLayout->addWidget(m_prompt);
    lineLayout->addWidget(m_input, 1);
    lineLayout->addWidget(m_found, 2);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_view, 1);
    layout->addWidget(line);
    setFocusProxy(m_input);
    setTabOrder(m_input, m_view); // the focus comes to the input
}

bool ConsoleWidget::isRunning() const
{
    return m_engine && m_engine->isRunning();
}

void ConsoleWidget::write(const QByteArray &bytes, Channel channel)
{
    Q_UNUSED(channel)
    m_document->append(m_writesLinks && !m_document->buffer().isLastLineOpen() ? withLinks(bytes) : bytes);
}

void ConsoleWidget::showLine(const QString &line)
{
    if (m_document->buffer().isLastLineOpen())
        m_document->append("\n");
    m_document->append((line + u'\n').toUtf8());
}

QCoro::Task<std::optional<QString>> ConsoleWidget::ask(QString question, Echo echo)
{
    if (!m_typedAhead.isEmpty() && echo == Echo::Shown) {
        const QString line = m_typedAhead.takeFirst();
        showLine(question + line);
        co_return line;
    }
    m_question = Question{question, echo, {}};
    const client::Completion<std::optional<QString>> answered = m_question->answer;
    updatePrompt();
    co_return co_await answered;
}

void ConsoleWidget::answer(const std::optional<QString> &line)
{
    if (!m_question)
        return;
    const Question question = *std::exchange(m_question, {});
    updatePrompt();
    question.answer.resolve(line);
}

void ConsoleWidget::runLine(const QString &line)
{
    takeLine(line);
}

void ConsoleWidget::takeLine(const QString &line)
{
    m_view->setFollowing(true);
    if (m_question) {
        const QString shown = m_question->echo == Echo::Shown ? line : QString();
        showLine(m_question->text + shown);
        answer(line);
    } else if (isRunning()) {
        m_typedAhead.append(line);
    } else {
        run(line);
    }
}

void ConsoleWidget::takeEndOfInput()
{
    if (m_question)
        answer({});
    else if (!isRunning())
        emit closeRequested();
}

void ConsoleWidget::run(const QString &line)
{
    showLine(u"\x1b[1m"_s + prompt + line + u"\x1b[0m"_s);
    static const QRegularExpression showsOutput(u"^\\s*(tail|maintail|fg)\\b"_s);
    m_writesLinks = !showsOutput.match(line).hasMatch();
    QCoro::connect(engine().run(line), this, [this](int) { runNext(); });
    updatePrompt();
}

void ConsoleWidget::runNext()
{
    m_question.reset();
    if (m_engine->wantsToLeave()) {
        m_typedAhead.clear();
        emit closeRequested();
    }
    updatePrompt();
    if (!m_typedAhead.isEmpty())
        run(m_typedAhead.takeFirst());
}

void ConsoleWidget::interrupt()
{
    m_typedAhead.clear();
    m_view->setFollowing(true);
    if (!isRunning()) {
        showLine(prompt + m_input->text() + u"^C"_s);
        m_input->clear();
        return;
    }
    showLine(u"^C"_s);
    m_input->clear();
    m_engine->cancel();
    answer({});
}

void ConsoleWidget::clearOutput()
{
    m_marked.reset();
    m_document->clear();
}

void ConsoleWidget::updatePrompt()
{
    const bool isHidden = m_question && m_question->echo == Echo::Hidden;
    m_input->setAnswering(m_question.has_value());
    m_input->setEchoMode(isHidden ? QLineEdit::Password : QLineEdit::Normal);
    m_prompt->setText(m_question ? m_question->text : isRunning() ? QString() : QString(prompt));
    m_input->setPlaceholderText(!m_question && isRunning() ? tr("Ctrl+C ends the command") : QString());
}

void ConsoleWidget::showSearch(bool searching, const QString &found)
{
    m_found->setVisible(searching);
    if (!searching) {
        updatePrompt();
        return;
    }
    m_prompt->setText(tr("Search history: "));
    const bool isMissing = found.isEmpty() && !m_input->text().isEmpty();
    m_found->setText(isMissing ? tr("nothing found") : found);
}

void ConsoleWidget::complete()
{
    const QString line = m_input->text().first(m_input->cursorPosition());
    const QString word = line.mid(line.lastIndexOf(u' ') + 1);
    if (!client::completesNames(line)) {
        offer(client::completions(line, word, {}), word);
        return;
    }
    QCoro::connect(engine().processes(), this, [this, line, word](const QList<ProcessInfo> &processes) {
        // Whoever typed on meanwhile has made the answer old.
        if (m_input->text().first(m_input->cursorPosition()) == line)
            offer(client::completions(line, word, processes), word);
    });
}

void ConsoleWidget::offer(const QStringList &candidates, const QString &word)
{
    if (candidates.isEmpty())
        return;
    const QString common = commonStart(candidates);
    if (common.size() > word.size()) {
        m_input->insert(common.mid(word.size()));
        return;
    }
    if (candidates.size() == 1)
        return;
    const int width = std::max(20, m_view->viewport()->width() / std::max(1, fontMetrics().averageCharWidth()) - 2);
    showLine(prompt + m_input->text());
    m_document->append(inColumns(candidates.mid(0, maxOffered), width).toUtf8());
    if (candidates.size() > maxOffered)
        showLine(tr("… and %n more", nullptr, int(candidates.size() - maxOffered)));
    m_view->setFollowing(true);
}

bool ConsoleWidget::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view->viewport() && filterMouse(event))
        return true;
    if (watched != m_view || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool isInterrupt = key->matches(QKeySequence::Copy) && !m_view->hasSelection();
    const bool isText = !key->text().isEmpty() && key->text().front().isPrint()
        && !(key->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    if (isInterrupt) {
        interrupt();
        return true;
    }
    // Typing means the input line, wherever in the console one is.
    if (isText || key->matches(QKeySequence::Paste)) {
        m_input->setFocus();
        QCoreApplication::sendEvent(m_input, event);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace kantoku::ui
