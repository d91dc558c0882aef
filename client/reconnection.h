#pragma once

#include "protocol/error.h"

#include <QObject>
#include <QTimer>

#include <chrono>

namespace kantoku::client {

/// True where trying again cannot help until somebody has done something: a wrong password, a key that is not trusted.
bool isFinal(const Error &error);

/**
 * When a lost connection is tried again: after 1, 2, 4 … 60 s, until reset().
 *
 * Each pause is up to a fifth shorter or longer, so that many clients do not come back to a server in step.
 */
class Reconnection : public QObject {
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds firstDelay{1000};
    static constexpr std::chrono::milliseconds longestDelay{60'000};
    static constexpr double jitter = 0.2; ///< as a part of the delay, either way

    explicit Reconnection(QObject *parent = nullptr);

    /// Plans the next try, unless the error is final; false then.
    bool plan(const Error &why);
    /// Nothing is tried any more; the next plan() begins with the first delay again.
    void reset();
    bool isPlanned() const { return m_timer.isActive(); }
    /// Of the last plan.
    std::chrono::milliseconds delay() const { return m_timer.intervalAsDuration(); }
    /// What is planned happens now.
    void hurry();

signals:
    void due();

private:
    QTimer m_timer;
    int m_attempt = 0;
};

} // namespace kantoku::client
