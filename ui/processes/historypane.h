#pragma once

#include "client/session.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QLabel;
class QStackedWidget;
class QTreeView;

namespace kantoku::ui {

class HistoryModel;

/**
 * Every change of state of one process, the newest first: as the server remembers them, or where it does not, as this
 * window has seen them. It is asked for while it is seen, and again when something happens.
 */
class HistoryPane : public QWidget {
    Q_OBJECT
public:
    explicit HistoryPane(QWidget *parent = nullptr);

    void showProcess(client::Session *session, const QString &namespec);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void ask();
    void follow(const QString &namespec);
    void describe();

    HistoryModel *m_model;
    QStackedWidget *m_stack;
    QTreeView *m_table;
    QLabel *m_note;
    QLabel *m_empty;
    QPointer<client::Session> m_session;
    QString m_namespec;
    QTimer m_askTimer; ///< collects what happens in quick succession
    int m_question = 0; ///< an answer to an older one is dropped
};

} // namespace kantoku::ui
