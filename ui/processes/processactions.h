#pragma once

#include "protocol/processinfo.h"
#include "ui/processes/processpane.h"

#include <QObject>

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

    /// Why the verb cannot work on the selection, as a sentence for a tooltip; empty where it can.
    static QString whyNot(Verb verb, const Selection &selection);
    static QString whyNoSignal(const Selection &selection);

    void run(Verb verb, const Selection &selection);
    void sendSignal(const QString &signalName, const Selection &selection);

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
    static QList<Order> ordersFor(Verb verb, const Selection &selection);
    static bool canHit(Verb verb, ProcessState state);
    void carryOut(Verb verb, const QList<Order> &orders, const QString &subject);
    void report(Verb verb, const Order &order, const QString &subject, const QList<ProcessOutcome> &outcomes);

    ServerList *m_servers;
    MessageBar *m_messages;
    QWidget *m_window;
};

} // namespace kantoku::ui
