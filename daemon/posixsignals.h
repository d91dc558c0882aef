#pragma once

#include "daemon/process/pipes.h"

#include <QObject>

#include <initializer_list>
#include <memory>

class QSocketNotifier;

namespace kantoku::daemon {

/**
 * Unix signals as Qt signals.
 *
 * The handler writes one byte into a pipe, the event loop does the work. There is one object at a time; the signals
 * have their default action again when it goes.
 */
class PosixSignals : public QObject {
    Q_OBJECT
public:
    explicit PosixSignals(std::initializer_list<int> numbers, QObject *parent = nullptr);
    ~PosixSignals() override;

signals:
    void received(int number);

private:
    void readNumbers();

    const QList<int> m_numbers;
    Pipe m_pipe;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace kantoku::daemon
