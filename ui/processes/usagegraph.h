#pragma once

#include "client/session.h"

#include <QPointer>
#include <QString>
#include <QWidget>

class QCPGraph;
class QCustomPlot;
class QLabel;
class QStackedWidget;

namespace kantoku::ui {

/**
 * What one process with its descendants has used: processor and memory over the last hour, as far as this window has
 * asked. Where the server cannot tell, a sentence says so.
 */
class UsageGraph : public QWidget {
    Q_OBJECT
public:
    explicit UsageGraph(QWidget *parent = nullptr);

    /// @param session  null shows nothing
    void showProcess(client::Session *session, const QString &namespec);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void renew();
    void applyTheme();
    void describe();

    QStackedWidget *m_stack = nullptr;
    QLabel *m_none = nullptr;
    QCustomPlot *m_plot = nullptr;
    QCPGraph *m_cpu = nullptr;
    QCPGraph *m_memory = nullptr;
    QPointer<client::Session> m_session;
    QString m_namespec;
};

} // namespace kantoku::ui
