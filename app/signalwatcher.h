#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <initializer_list>
#include <memory>

namespace kantoku {

/// Turns signals of the system into signals of Qt: the handler writes one byte, the event loop does the rest.
class SignalWatcher : public QObject {
    Q_OBJECT
public:
    explicit SignalWatcher(std::initializer_list<int> numbers);
    ~SignalWatcher() override;

signals:
    void arrived(int number);

private:
    void read();

    QList<int> m_numbers;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace kantoku
