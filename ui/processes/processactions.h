#pragma once

#include "protocol/processinfo.h"
#include "ui/processes/selection.h"

#include <QObject>

#include <functional>
#include <memory>

namespace kantoku::ui {

class MessageBar;
class ServerList;

/**
 * What can be done to the selected processes: asks where much is hit, runs it on every server at once, and reports in
 * the message bar with the way back.
 */
class ProcessActions : public QObject {
    Q_OBJECT
public:
    enum class Verb { Start, Stop, Restart, ClearLogs };

    ProcessActions(ServerList *servers, MessageBar *messages, QWidget *window);

    /// Why something cannot work on the selection, as a sentence for a tooltip; empty where it can.
    static QString whyNot(Verb verb, const Selection &selection);
    static QString whyNoSignal(const Selection &selection);
    static QString whyNoStdin(const Selection &selection);
    static QString whyNoLog(const Selection &selection);
    static QString whyNoPid(const Selection &selection);
    /// For what works on whatever is known of processes, also while the server is away.
    static QString whyNoProcess(const Selection &selection);

    void run(Verb verb, const Selection &selection);
    /// Signals one process at once; asks where a signal that ends them goes to many.
    void sendSignal(const QString &signalName, const Selection &selection);
    /// Asks for a line, and sends it to the standard input of what is selected.
    void sendStdin(const Selection &selection);
    /// Puts the command lines into the clipboard; servers are asked for them.
    void copyCommandLines(const Selection &selection);

    /// More processes than this are not stopped or restarted without a question.
    static constexpr int unaskedLimit = 3;

signals:
    /// Something is under way, in words; empty when it has ended.
    void progress(const QString &text);

private:
    /// What goes to one server.
    struct Order {
        QString server;
        QStringList namespecs;
    };
    struct Round;
    static QList<Order> ordersFor(Verb verb, const Selection &selection);
    static QList<Order> ordersFor(const Selection &selection, bool (*matches)(ProcessState));
    static bool canHit(Verb verb, const ProcessInfo &process);
    void carryOut(Verb verb, const QList<Order> &orders, const QString &subject);
    void carryOutSignal(const QString &signalName, const QList<Order> &orders);
    using Send = std::function<QCoro::Task<Result<QList<ProcessOutcome>>>(client::Session *, const QStringList &)>;
    void send(const QList<Order> &orders, const std::shared_ptr<Round> &round, const QString &doing, const Send &call);
    void report(const Round &round);
    /// "web:web_0", or with the server before it where several were asked.
    QString nameOf(const Round &round, const QString &server, const QString &namespec) const;

    ServerList *m_servers;
    MessageBar *m_messages;
    QWidget *m_window;
};

} // namespace kantoku::ui
