#pragma once

#include "ui/processpane.h"

#include <QWidget>

class QLabel;
class QStackedWidget;
class QTabWidget;

namespace kantoku::ui {

class OverviewPanel;

/// The right side: what is selected. One process has tabs of its own; anything else is summed up in a sentence.
class DetailPane : public QWidget {
    Q_OBJECT
public:
    explicit DetailPane(QWidget *parent = nullptr);

    /// @param now  by the clock of the selected process's server
    void showSelection(const Selection &selection, const QDateTime &now);
    QTabWidget *tabs() const { return m_tabs; }

private:
    void showHint(const QString &text);

    QLabel *m_name = nullptr;
    QLabel *m_stateIcon = nullptr;
    QLabel *m_state = nullptr;
    QLabel *m_hint = nullptr;
    QStackedWidget *m_stack = nullptr;
    QTabWidget *m_tabs = nullptr;
    OverviewPanel *m_overview = nullptr;
};

} // namespace kantoku::ui
