#include "ui/processes/processactions.h"

#include "protocol/faultcode.h"
#include "protocol/namespec.h"
#include "ui/confirmation.h"
#include "ui/messagebar.h"
#include "ui/processes/stdindialog.h"
#include "ui/servers/serverlist.h"
#include "ui/translations.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>

#include <memory>

namespace kantoku::ui {

using namespace Qt::StringLiterals;
using client::Session;

namespace {

int countIf(const QList<ProcessInfo> &processes, bool (*matches)(ProcessState))
{
    return static_cast<int>(std::ranges::count_if(processes, [matches](const auto &p) { return matches(p.state); }));
}

bool anyOnline(const Selection &selection)
{
    return std::ranges::any_of(selection.parts, &Selection::Part::online);
}

bool isRunning(ProcessState state)
{
    return state == ProcessState::Running;
}

bool hasLog(const ProcessInfo &process)
{
    return !process.stdoutLogFile.isEmpty() || !process.stderrLogFile.isEmpty();
}

/// Signals after which most programs are gone.
bool endsProcesses(const QString &signalName)
{
    return QStringList{u"HUP"_s, u"INT"_s, u"TERM"_s, u"QUIT"_s, u"KILL"_s, u"STOP"_s}.contains(signalName);
}

bool isSuccess(const ProcessOutcome &outcome)
{
    return outcome.status == static_cast<int>(FaultCode::Success);
}

} // namespace

/// One command to one or more servers, until the last of them has answered.
struct ProcessActions::Round {
    struct Answer {
        QString server;
        QList<ProcessOutcome> outcomes;
    };
    std::function<QString(const QString &subject)> done; ///< what has worked, as a sentence
    std::optional<Verb> reverse;
    QString reverseText;
    QList<Answer> answers;
    QList<Error> errors;
    int servers = 0;
    int pending = 0;
};

ProcessActions::ProcessActions(ServerList *servers, MessageBar *messages, QWidget *window)
    : QObject(window)
    , m_servers(servers)
    , m_messages(messages)
    , m_window(window)
{
}

bool ProcessActions::canHit(Verb verb, const ProcessInfo &process)
{
    switch (verb) {
    case Verb::Start: return isStopped(process.state);
    case Verb::Stop: return isStarted(process.state);
    case Verb::Restart: return process.state != ProcessState::Stopping;
    case Verb::ClearLogs: return hasLog(process);
    }
    return false;
}

QString ProcessActions::whyNoProcess(const Selection &selection)
{
    if (selection.isEmpty())
        return tr("Select a process first.");
    if (selection.isDescendantsOnly())
        return tr("This was started by a process above it and is not controlled by itself.");
    return selection.processes().isEmpty() ? tr("There is no process in what is selected.") : QString();
}

QString ProcessActions::whyNot(Verb verb, const Selection &selection)
{
    if (const QString none = whyNoProcess(selection); !none.isEmpty())
        return none;
    if (!anyOnline(selection))
        return tr("The server is not connected.");
    for (const Selection::Part &part : selection.parts) {
        if (part.online
            && std::ranges::any_of(part.processes, [verb](const ProcessInfo &p) { return canHit(verb, p); }))
            return {};
    }
    switch (verb) {
    case Verb::Start: return tr("Nothing of what is selected is stopped.");
    case Verb::Stop: return tr("Nothing of what is selected is running.");
    case Verb::Restart: return tr("What is selected is being stopped.");
    case Verb::ClearLogs: break;
    }
    return tr("Nothing of what is selected has a log file.");
}

QString ProcessActions::whyNoSignal(const Selection &selection)
{
    if (const QString none = whyNoProcess(selection); !none.isEmpty())
        return none;
    if (!anyOnline(selection))
        return tr("The server is not connected.");
    return ordersFor(selection, &isSignallable).isEmpty() ? tr("Nothing of what is selected is running.") : QString();
}

QString ProcessActions::whyNoStdin(const Selection &selection)
{
    if (const QString none = whyNoSignal(selection); !none.isEmpty())
        return none;
    return ordersFor(selection, &isRunning).isEmpty() ? tr("Nothing of what is selected is in the state RUNNING.")
                                                      : QString();
}

QString ProcessActions::whyNoLog(const Selection &selection)
{
    const Selection::Part *part = selection.single();
    if (!part)
        return selection.isDescendantsOnly() ? whyNoProcess(selection) : tr("Select one process first.");
    return hasLog(part->processes.first()) ? QString() : tr("This program has no log file.");
}

QString ProcessActions::whyNoPid(const Selection &selection)
{
    if (selection.isDescendantsOnly())
        return {};
    if (const QString none = whyNoProcess(selection); !none.isEmpty())
        return none;
    const QList<ProcessInfo> processes = selection.processes();
    return std::ranges::any_of(processes, [](const ProcessInfo &p) { return p.pid > 0; })
        ? QString()
        : tr("Nothing of what is selected has a process id.");
}

QList<ProcessActions::Order> ProcessActions::ordersFor(Verb verb, const Selection &selection)
{
    QList<Order> orders;
    for (const QString &server : selection.servers()) {
        Order order{server, {}};
        for (const Selection::Part &part : selection.parts) {
            if (part.server != server || !part.online || part.kind == ProcessModel::Kind::Descendant)
                continue;
            if (part.kind == ProcessModel::Kind::Process) {
                if (canHit(verb, part.processes.first()))
                    order.namespecs.append(part.namespec);
                continue;
            }
            // Groups as such: the server starts and stops their members in the order of their priority. Not where the
            // filter hides some.
            for (const ProcessInfo &process : part.processes) {
                const QString target = part.cutGroups.contains(process.group) ? process.namespec()
                                                                              : Namespec{process.group, {}}.toString();
                if (canHit(verb, process) && !order.namespecs.contains(target))
                    order.namespecs.append(target);
            }
        }
        if (!order.namespecs.isEmpty())
            orders.append(order);
    }
    return orders;
}

/// Process by process, those in a state that matches.
QList<ProcessActions::Order> ProcessActions::ordersFor(const Selection &selection, bool (*matches)(ProcessState))
{
    QList<Order> orders;
    for (const QString &server : selection.servers()) {
        Order order{server, {}};
        for (const Selection::Part &part : selection.parts) {
            for (const ProcessInfo &process : part.processes) {
                if (part.server == server && part.online && matches(process.state))
                    order.namespecs.append(process.namespec());
            }
        }
        if (!order.namespecs.isEmpty())
            orders.append(order);
    }
    return orders;
}

void ProcessActions::run(Verb verb, const Selection &selection)
{
    const QList<Order> orders = ordersFor(verb, selection);
    if (orders.isEmpty())
        return;
    QList<ProcessInfo> hit = selection.processes();
    hit.removeIf([verb](const ProcessInfo &process) { return !canHit(verb, process); });
    const int count = static_cast<int>(hit.size());
    const QString subject = count == 1 ? hit.first().namespec() : tr("%n process(es)", nullptr, count);
    const auto go = [this, verb, orders, subject] { carryOut(verb, orders, subject); };
    const bool wholeServer = std::ranges::any_of(
        selection.parts, [](const auto &part) { return part.kind == ProcessModel::Kind::Server; });
    const int running = countIf(hit, &isStarted);
    QStringList names;
    for (const Order &order : orders) {
        if (const Session *session = m_servers->find(order.server))
            names.append(session->name());
    }
    const QString where = tr("On %1.", "a server's name, or several").arg(names.join(u", "_s));
    const QString hidden = selection.hiddenText();

    switch (verb) {
    case Verb::Start: break;
    case Verb::Stop:
        if (!wholeServer && running <= unaskedLimit)
            break;
        confirm(m_window, tr("Stop Processes"),
                count == 1 ? tr("Stop %1?").arg(subject) : tr("Stop %n running process(es)?", nullptr, running),
                joinedSentences({where, hidden}), tr("&Stop %n Process(es)", nullptr, running), go);
        return;
    case Verb::Restart:
        if (!wholeServer && running <= unaskedLimit)
            break;
        confirm(m_window, tr("Restart Processes"),
                count == 1 ? tr("Restart %1?").arg(subject) : tr("Restart %n process(es)?", nullptr, count),
                joinedSentences({running == 0     ? tr("Nothing of it is running now.")
                                     : count == 1 ? tr("It is running now and will be interrupted.")
                                                  : tr("%n of them run now and will be interrupted.", nullptr, running),
                                 hidden}),
                tr("&Restart %n Process(es)", nullptr, count), go);
        return;
    case Verb::ClearLogs:
        confirm(
            m_window, tr("Clear Log"),
            count == 1 ? tr("Clear the log of %1?").arg(subject)
                       : tr("Clear the logs of %n process(es)?", nullptr, count),
            joinedSentences({tr("What is in the log files, and in the rotated ones beside them, is lost."), hidden}),
            tr("&Clear Log"), go);
        return;
    }
    go();
}

void ProcessActions::carryOut(Verb verb, const QList<Order> &orders, const QString &subject)
{
    const QString doing = verb == Verb::Start ? tr("Starting %1…").arg(subject)
        : verb == Verb::Stop                  ? tr("Stopping %1…").arg(subject)
        : verb == Verb::Restart               ? tr("Restarting %1…").arg(subject)
                                              : tr("Clearing the log of %1…").arg(subject);
    auto round = std::make_shared<Round>();
    round->done = [verb](const QString &what) {
        return verb == Verb::Start  ? tr("Started %1.").arg(what)
            : verb == Verb::Stop    ? tr("Stopped %1.").arg(what)
            : verb == Verb::Restart ? tr("Restarted %1.").arg(what)
                                    : tr("Cleared the log of %1.").arg(what);
    };
    if (verb == Verb::Start || verb == Verb::Stop) {
        round->reverse = verb == Verb::Start ? Verb::Stop : Verb::Start;
        round->reverseText = verb == Verb::Start ? tr("Stop Again") : tr("Start Again");
    }
    send(orders, round, doing, [verb](Session *session, const QStringList &names) {
        return verb == Verb::Start  ? session->start(names)
            : verb == Verb::Stop    ? session->stop(names)
            : verb == Verb::Restart ? session->restart(names)
                                    : session->clearLogs(names);
    });
}

/// Sends to every server at once, and reports when the last has answered.
void ProcessActions::send(const QList<Order> &orders, const std::shared_ptr<Round> &round, const QString &doing,
                          const Send &call)
{
    emit progress(doing);
    QList<std::pair<Session *, Order>> open;
    for (const Order &order : orders) {
        if (Session *session = m_servers->find(order.server))
            open.append({session, order});
    }
    round->servers = round->pending = static_cast<int>(open.size());
    for (const auto &[session, order] : std::as_const(open)) {
        QCoro::connect(call(session, order.namespecs), this,
                       [this, round, server = order.server](const Result<QList<ProcessOutcome>> &outcomes) {
                           if (!outcomes && outcomes.error().code == Error::Code::Cancelled)
                               return; // the server was closed, and perhaps the window with it
                           if (outcomes)
                               round->answers.append({server, *outcomes});
                           else
                               round->errors.append(outcomes.error());
                           if (--round->pending > 0)
                               return;
                           emit progress({});
                           report(*round);
                       });
    }
}

QString ProcessActions::nameOf(const Round &round, const QString &server, const QString &namespec) const
{
    const Session *session = round.servers > 1 ? m_servers->find(server) : nullptr;
    return session ? tr("%1 on %2", "process, server").arg(namespec, session->name()) : namespec;
}

void ProcessActions::report(const Round &round)
{
    QStringList details;
    QStringList good;
    QStringList bad;
    QList<Order> back;
    for (const Round::Answer &answer : round.answers) {
        Order order{answer.server, {}};
        for (const ProcessOutcome &outcome : answer.outcomes) {
            const QString name = nameOf(round, answer.server, outcome.namespec());
            const QString line = u"%1: %2"_s.arg(name, outcome.description);
            details.append(line);
            if (isSuccess(outcome)) {
                good.append(name);
                order.namespecs.append(outcome.namespec());
            } else {
                bad.append(line);
            }
        }
        if (!order.namespecs.isEmpty())
            back.append(order);
    }
    for (const Error &error : round.errors) {
        details.append(error.message);
        bad.append(error.message);
    }
    const int goodCount = static_cast<int>(good.size());
    const QString what = goodCount == 1 ? good.first() : tr("%n process(es)", nullptr, goodCount);
    QAction *reverse = nullptr;
    if (goodCount > 0 && round.reverse) {
        reverse = new QAction(round.reverseText);
        connect(reverse, &QAction::triggered, this,
                [this, verb = *round.reverse, back, what] { carryOut(verb, back, what); });
    }
    const QString all = details.size() > 1 ? details.join(u'\n') : QString();
    if (bad.isEmpty()) {
        m_messages->showMessage(MessageBar::Kind::Success, round.done(what), reverse, all);
        return;
    }
    if (details.size() == 1) {
        m_messages->showMessage(MessageBar::Kind::Error, bad.first(), reverse);
        return;
    }
    const QString sum = tr("%1 of %2 worked; the first that did not is %3", "numbers, then name and reason")
                            .arg(goodCount)
                            .arg(details.size())
                            .arg(bad.first());
    m_messages->showMessage(goodCount > 0 ? MessageBar::Kind::Warning : MessageBar::Kind::Error, sum, reverse, all);
}

void ProcessActions::sendSignal(const QString &signalName, const Selection &selection)
{
    const QList<Order> orders = ordersFor(selection, &isSignallable);
    qsizetype count = 0;
    for (const Order &order : orders)
        count += order.namespecs.size();
    if (count == 0)
        return;
    if (count <= unaskedLimit || !endsProcesses(signalName)) {
        carryOutSignal(signalName, orders);
        return;
    }
    const int number = static_cast<int>(count);
    confirm(m_window, tr("Send a Signal"), tr("Send SIG%1 to %n process(es)?", nullptr, number).arg(signalName),
            tr("It ends or pauses a program that does not expect it."), tr("&Send SIG%1").arg(signalName),
            [this, signalName, orders] { carryOutSignal(signalName, orders); });
}

void ProcessActions::carryOutSignal(const QString &signalName, const QList<Order> &orders)
{
    auto round = std::make_shared<Round>();
    round->done = [signalName](const QString &what) { return tr("Sent SIG%1 to %2.").arg(signalName, what); };
    send(orders, round, tr("Sending SIG%1…").arg(signalName),
         [signalName](Session *session, const QStringList &names) { return session->signal(names, signalName); });
}

void ProcessActions::sendStdin(const Selection &selection)
{
    const QList<Order> orders = ordersFor(selection, &isRunning);
    QStringList names;
    for (const Order &order : orders)
        names += order.namespecs;
    if (names.isEmpty())
        return;
    auto *dialog = new StdinDialog(names, m_window);
    connect(dialog, &StdinDialog::sendRequested, this, [this, orders](const QString &text) {
        auto round = std::make_shared<Round>();
        round->done = [](const QString &what) { return tr("Sent the text to %1.").arg(what); };
        send(orders, round, tr("Sending text…"),
             [text](Session *session, const QStringList &to) { return session->sendStdin(to, text); });
    });
    dialog->open();
}

void ProcessActions::copyCommandLines(const Selection &selection)
{
    struct Lines {
        QStringList texts;
        qsizetype pending = 0;
    };
    auto lines = std::make_shared<Lines>();
    const auto finish = [lines] {
        lines->texts.removeAll(QString());
        QApplication::clipboard()->setText(lines->texts.join(u'\n'));
    };
    for (const Selection::Part &part : selection.parts) {
        if (part.kind == ProcessModel::Kind::Descendant)
            lines->texts.append(part.descendant.command);
        Session *session = m_servers->find(part.server);
        for (const ProcessInfo &process : part.processes) {
            if (!session)
                continue;
            const qsizetype place = lines->texts.size();
            lines->texts.append(QString());
            ++lines->pending;
            QCoro::connect(session->facts(process.namespec()), this,
                           [this, lines, place, finish](const Result<client::ProcessFacts> &facts) {
                               if (!facts && facts.error().code == Error::Code::Cancelled)
                                   return;
                               if (facts)
                                   lines->texts[place] = facts->command;
                               else
                                   m_messages->showError(facts.error());
                               if (--lines->pending == 0)
                                   finish();
                           });
        }
    }
    if (lines->pending == 0)
        finish();
}

} // namespace kantoku::ui
