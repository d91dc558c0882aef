#pragma once

#include <QPointer>
#include <QWidget>

class QLabel;
class QTreeView;

namespace kantoku::ui {

class LogFilterModel;
class LogFinder;
class LogView;

/**
 * The lines with matches, below the log: choosing one goes there in the log, and where the log is, is chosen here.
 */
class LogFilterPane : public QWidget {
    Q_OBJECT
public:
    LogFilterPane(LogFinder *finder, LogView *view, QWidget *parent = nullptr);

    QTreeView *list() const { return m_list; }

signals:
    /// The reader chose the line at an address.
    void chosen(qint64 address);
    void closeRequested();

protected:
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void followView(qint64 address);
    void updateSummary();

    LogFinder *m_finder;
    LogView *m_view;
    LogFilterModel *m_model;
    QTreeView *m_list;
    QLabel *m_summary;
    bool m_followingView = false;
};

} // namespace kantoku::ui
