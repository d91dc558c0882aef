#include "ui/processes/processactions.h"

#include "protocol/faultcode.h"
#include "protocol/namespec.h"
#include "ui/confirmation.h"
#include "ui/messagebar.h"
#include "ui/servers/serverlist.h"

#include <QAction>

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

bool isSuccess(const ProcessOutcome &outcome)
{
    return outcome.status == static_cast<int>(FaultCode::Success);
}

} // namespace

ProcessActions::ProcessActions(ServerList *servers, MessageBar *messages, QWidget *window)
    : QObject(window)
    , m_servers(servers)
    , m_messages(messages)
    , m_window(window)
{
}

bool ProcessActions::canHit(Verb verb, ProcessState state)
{
    switch (verb) {
    case Verb::Start: return isStopped(state);
    case Verb::Stop: return isStarted(state);
    case Verb::Restart: return state != ProcessState::Stopping;
    case Verb::ClearLogs: return true;
    }
    return false;
}

QString ProcessActions::whyNot(Verb verb, const Selection &selection)
{
    if (selection.isEmpty())
        return tr("Select a process first.");
    if (!anyOnline(selection))
        return tr("The server is not connected.");
    const QList<ProcessInfo> processes = selection.processes();
    if (processes.isEmpty())
        return tr("There is no process in what is selected.");
    if (std::ranges::any_of(processes, [verb](const ProcessInfo &p) { return canHit(verb, p.state); }))
        return {};
    switch (verb) {
    case Verb::Start: return tr("Nothing of what is selected is stopped.");
    case Verb::Stop: return tr("Nothing of what is selected is running.");
    case Verb::Restart: return tr("What is selected is being stopped.");
    case Verb::ClearLogs: break;
    }
    return {};
}

QString ProcessActions::whyNoSignal(const Selection &selection)
{
    if (selection.isEmpty())
        return tr("Select a process first.");
    if (!anyOnline(selection))
        return tr("The server is not connected.");
    return countIf(selection.processes(), &isSignallable) > 0 ? QString()
                                                              : tr("Nothing of what is selected is running.");
}

QList<ProcessActions::Order> ProcessActions::ordersFor(Verb verb, const Selection &selection)
{
    QList<Order> orders;
    for (const QString &server : selection.servers()) {
        Order order{server, {}};
        for (const Selection::Part &part : selection.parts) {
            if (part.server != server || !part.online)
                continue;
            if (part.kind == ProcessModel::Kind::Process) {
                if (canHit(verb, part.processes.first().state))
                    order.namespecs.append(part.namespec);
                continue;
            }
            // Groups as such: the server starts and stops their members in the order of their priority.
            for (const ProcessInfo &process : part.processes) {
                const QString group = Namespec{process.group, {}}.toString();
                if (canHit(verb, process.state) && !order.namespecs.contains(group))
                    order.namespecs.append(group);
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
    hit.removeIf([verb](const ProcessInfo &process) { return !canHit(verb, process.state); });
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

    switch (verb) {
    case Verb::Start: break;
    case Verb::Stop:
        if (!wholeServer && running <= unaskedLimit)
            break;
        confirm(m_window, tr("Stop Processes"), tr("Stop %n running process(es)?", nullptr, running), where,
                tr("&Stop %n Process(es)", nullptr, running), go);
        return;
    case Verb::Restart:
        if (!wholeServer && running <= unaskedLimit)
            break;
        confirm(m_window, tr("Restart Processes"), tr("Restart %n process(es)?", nullptr, count),
                tr("%n of them run now and will be interrupted.", nullptr, running),
                tr("&Restart %n Process(es)", nullptr, count), go);
        return;
    case Verb::ClearLogs:
        confirm(m_window, tr("Clear Log"),
                count == 1 ? tr("Clear the log of %1?").arg(subject)
                           : tr("Clear the logs of %n process(es)?", nullptr, count),
                tr("What is in the log files, and in the rotated ones beside them, is lost."), tr("&Clear Log"), go);
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
    emit progress(doing);
    for (const Order &order : orders) {
        Session *session = m_servers->find(order.server);
        if (!session)
            continue;
        auto task = verb == Verb::Start ? session->start(order.namespecs)
            : verb == Verb::Stop        ? session->stop(order.namespecs)
            : verb == Verb::Restart     ? session->restart(order.namespecs)
                                        : session->clearLogs(order.namespecs);
        QCoro::connect(std::move(task), this,
                       [this, verb, order, subject](const Result<QList<ProcessOutcome>> &outcomes) {
                           emit progress({});
                           if (outcomes)
                               report(verb, order, subject, *outcomes);
                           else
                               m_messages->showError(outcomes.error());
                       });
    }
}

void ProcessActions::report(Verb verb, const Order &order, const QString &subject,
                            const QList<ProcessOutcome> &outcomes)
{
    QStringList details;
    QStringList succeeded;
    const ProcessOutcome *firstFailed = nullptr;
    for (const ProcessOutcome &outcome : outcomes) {
        details.append(u"%1: %2"_s.arg(outcome.namespec(), outcome.description));
        if (isSuccess(outcome))
            succeeded.append(outcome.namespec());
        else if (!firstFailed)
            firstFailed = &outcome;
    }
    const int good = static_cast<int>(succeeded.size());
    const int bad = static_cast<int>(outcomes.size()) - good;

    QAction *reverse = nullptr;
    if (good > 0 && (verb == Verb::Start || verb == Verb::Stop)) {
        const Verb back = verb == Verb::Start ? Verb::Stop : Verb::Start;
        reverse = new QAction(back == Verb::Stop ? tr("Stop Again") : tr("Start Again"));
        connect(reverse, &QAction::triggered, this, [this, back, order, succeeded, subject] {
            carryOut(back, {{order.server, succeeded}}, subject);
        });
    }
    if (bad == 0) {
        const QString what
            = good == 1 && !succeeded.isEmpty() ? succeeded.first() : tr("%n process(es)", nullptr, good);
        const QString done = verb == Verb::Start ? tr("Started %1.").arg(what)
            : verb == Verb::Stop                 ? tr("Stopped %1.").arg(what)
            : verb == Verb::Restart              ? tr("Restarted %1.").arg(what)
                                                 : tr("Cleared the log of %1.").arg(what);
        m_messages->showMessage(MessageBar::Kind::Success, done, reverse, good > 1 ? details.join(u'\n') : QString());
        return;
    }
    const QString failure = u"%1: %2"_s.arg(firstFailed->namespec(), firstFailed->description);
    if (outcomes.size() == 1) {
        m_messages->showMessage(MessageBar::Kind::Error, failure, reverse);
        return;
    }
    const QString sum = tr("%1 of %2 worked; the first that did not is %3", "numbers, then name and reason")
                            .arg(good)
                            .arg(outcomes.size())
                            .arg(failure);
    m_messages->showMessage(good > 0 ? MessageBar::Kind::Warning : MessageBar::Kind::Error, sum, reverse,
                            details.join(u'\n'));
}

void ProcessActions::sendSignal(const QString &signalName, const Selection &selection)
{
    for (const QString &server : selection.servers()) {
        QStringList namespecs;
        for (const Selection::Part &part : selection.parts) {
            for (const ProcessInfo &process : part.processes) {
                if (part.server == server && part.online && isSignallable(process.state))
                    namespecs.append(process.namespec());
            }
        }
        Session *session = m_servers->find(server);
        if (!session || namespecs.isEmpty())
            continue;
        QCoro::connect(
            session->signal(namespecs, signalName), this,
            [this, signalName](const Result<QList<ProcessOutcome>> &outcomes) {
                if (!outcomes) {
                    m_messages->showError(outcomes.error());
                    return;
                }
                for (const ProcessOutcome &outcome : *outcomes) {
                    if (isSuccess(outcome))
                        continue;
                    m_messages->showMessage(MessageBar::Kind::Error,
                                            u"%1: %2"_s.arg(outcome.namespec(), outcome.description));
                    return;
                }
                m_messages->showMessage(
                    MessageBar::Kind::Success,
                    tr("Sent SIG%1 to %n process(es).", nullptr, static_cast<int>(outcomes->size())).arg(signalName));
            });
    }
}

} // namespace kantoku::ui
