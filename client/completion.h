#pragma once

#include <memory>
#include <optional>
#include <qcoro/coroutine.h> // <coroutine>, in a way that moc can read
#include <utility>

namespace kantoku::client {

/**
 * A value that arrives later, once, for one coroutine that waits for it.
 *
 * A cheap handle: copies share the value. resolve() resumes the waiting coroutine at once, so it must be the last thing
 * that its caller does with state which the coroutine may change or destroy.
 */
template <typename T>
class Completion {
    struct State {
        std::optional<T> value;
        std::coroutine_handle<> waiter;
    };

public:
    bool isResolved() const { return m_state->value.has_value(); }

    /// The first value counts; later ones are ignored.
    void resolve(T value) const
    {
        const std::shared_ptr<State> state = m_state; // the coroutine may drop every other handle
        if (state->value)
            return;
        state->value.emplace(std::move(value));
        if (state->waiter)
            std::exchange(state->waiter, nullptr).resume();
    }

    bool await_ready() const noexcept { return isResolved(); }
    void await_suspend(std::coroutine_handle<> waiter) const noexcept { m_state->waiter = waiter; }
    T await_resume() const { return std::move(*m_state->value); }

private:
    std::shared_ptr<State> m_state = std::make_shared<State>();
};

} // namespace kantoku::client
