#pragma once

#include <QWidget>

#include <functional>
#include <vector>

namespace kantoku::ui {

class LogView;

/**
 * A strip beside the scroll bar of a LogView: where in the whole text the matches and the marks are, and what is seen.
 *
 * Pressing it goes there. It has no name for screen readers: everything it shows is reached with N and the mark keys.
 */
class OverviewStrip : public QWidget {
    Q_OBJECT
public:
    /// For each of `places` equal parts of the text between two addresses, whether there is a match in it.
    using Matches = std::function<std::vector<bool>(qint64 from, qint64 to, int places)>;

    explicit OverviewStrip(LogView *view);

    void setMatches(Matches matches) { m_matches = std::move(matches); }
    void placeBeside(const QWidget *viewport);
    QSize sizeHint() const override { return {10, 40}; }

signals:
    void chosen(qint64 address);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    int rowOf(qint64 address) const;

    LogView *m_view;
    Matches m_matches;
};

} // namespace kantoku::ui
