#pragma once

#include "client/updateplan.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace kantoku::ui {

class UpdatePlanView;

/**
 * Shows what updating would do to each process of the groups that differ from the files, has the ticked groups
 * updated, and tells how far that has come. While it is under way the dialog stays, with a button that stops it after
 * the present group; closing the dialog stops it too.
 */
class UpdateDialog : public QDialog {
    Q_OBJECT
public:
    /// @param server  as `kantokuctl -s` takes it, for the plan as commands
    UpdateDialog(const ConfigPreview &preview, const client::UpdatePlan &plan, const QString &server,
                 QWidget *parent = nullptr);

public slots:
    void showBegun(const QString &group);
    void showUpdated(const QString &group);
    void showUnchanged(const QString &group);
    void showFailed(const QString &group, const kantoku::Error &error);
    /// Nothing more will be done. @param leftOut  groups that were not begun
    void showFinished(int updated, const QStringList &leftOut);

signals:
    void updateRequested(const QStringList &groups);
    void stopRequested();

protected:
    void done(int result) override;

private:
    enum class Stage { Choosing, UnderWay, Finished };
    void summarize();
    void begin();
    void copyCommands();

    client::UpdatePlan m_plan;
    QString m_server;
    bool m_hasErrors;
    Stage m_stage = Stage::Choosing;
    UpdatePlanView *m_view = nullptr;
    QLabel *m_summary = nullptr;
    QPushButton *m_update = nullptr;
    QPushButton *m_stop = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_copy = nullptr;
};

} // namespace kantoku::ui
