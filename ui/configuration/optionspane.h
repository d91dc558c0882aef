#pragma once

#include "client/session.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QCheckBox;
class QLabel;
class QTreeView;

namespace kantoku::ui {

class OptionsModel;

/// Every option of one process: what it runs with, what is loaded, what is on disk, and the place that sets it.
class OptionsPane : public QWidget {
    Q_OBJECT
public:
    explicit OptionsPane(QWidget *parent = nullptr);

    void showProcess(client::Session *session, const QString &namespec);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void follow();
    void ask();
    void showLayers(bool shown);
    void take(const ProcessOptions &options);

    OptionsModel *m_model = nullptr;
    QLabel *m_note = nullptr;
    QCheckBox *m_onlySet = nullptr;
    QCheckBox *m_secrets = nullptr;
    QTreeView *m_table = nullptr;
    QTimer m_askTimer; ///< changes that come together are asked for once
    QPointer<client::Session> m_session;
    QString m_namespec;
    int m_question = 0; ///< an answer to an older one is dropped
};

} // namespace kantoku::ui
