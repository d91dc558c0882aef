#pragma once

#include <QCoreApplication>
#include <QEvent>
#include <QTimer>
#include <QWidget>

#include <cstdio>
#include <ctime>
#include <functional>

/// Prints the time of the first paint of a widget after which `isDone` holds, and ends the program.
class FirstPaint : public QObject {
public:
    FirstPaint(QWidget *widget, std::function<bool()> isDone)
        : m_isDone(std::move(isDone))
    {
        widget->installEventFilter(this);
    }

    static long long now()
    {
        timespec time{};
        clock_gettime(CLOCK_MONOTONIC, &time);
        return time.tv_sec * 1'000'000'000LL + time.tv_nsec;
    }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && !m_painted && m_isDone()) {
            m_painted = true;
            QTimer::singleShot(0, this, [] { // when the pixels are there
                std::printf("%lld\n", now());
                std::fflush(stdout);
                QCoreApplication::exit(0);
            });
        }
        return false;
    }

private:
    std::function<bool()> m_isDone;
    bool m_painted = false;
};
