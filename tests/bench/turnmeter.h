#pragma once

#include <QAbstractEventDispatcher>
#include <QApplication>
#include <QElapsedTimer>
#include <QJsonObject>
#include <QList>

#include <algorithm>

/**
 * An application that measures how long each turn of its event loop works: the time in its events between two waits.
 *
 * The dispatcher's own awake() is of no use for that: GLib's tells it after the work, and Qt's before it waits.
 */
class MeteredApplication : public QApplication {
public:
    MeteredApplication(int &argc, char **argv)
        : QApplication(argc, argv)
    {
        QObject::connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::aboutToBlock, this,
                         [this] { endTurn(); });
    }

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_depth++ == 0)
            m_event.start();
        const bool result = QApplication::notify(receiver, event);
        if (--m_depth == 0)
            m_turn += m_event.nsecsElapsed();
        return result;
    }

    void forgetTurns()
    {
        m_turns.clear();
        m_turn = 0;
    }
    /// Turns in which nothing happened are not counted.
    QJsonObject turns()
    {
        std::ranges::sort(m_turns);
        const auto quantile = [this](double part) {
            return m_turns.isEmpty() ? -1.0 : m_turns.at(qsizetype(double(m_turns.size() - 1) * part));
        };
        return {{QStringLiteral("turns"), m_turns.size()},
                {QStringLiteral("turn_p50_ms"), quantile(0.5)},
                {QStringLiteral("turn_p99_ms"), quantile(0.99)},
                {QStringLiteral("turn_max_ms"), quantile(1)}};
    }

private:
    void endTurn()
    {
        if (m_depth > 0) // a loop within an event: its turns are not this one's
            return;
        if (m_turn > 0)
            m_turns.append(double(m_turn) / 1e6);
        m_turn = 0;
    }

    QElapsedTimer m_event;
    QList<double> m_turns; ///< milliseconds
    qint64 m_turn = 0; ///< nanoseconds so far
    int m_depth = 0;
};
