#include "ui/processes/historypane.h"

#include "ui/processes/historymodel.h"
#include "ui/rowdelegate.h"
#include "ui/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

namespace kantoku::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using client::Session;

HistoryPane::HistoryPane(QWidget *parent)
    : QWidget(parent)
    , m_model(new HistoryModel(this))
    , m_stack(new QStackedWidget(this))
    , m_table(new QTreeView(this))
    , m_note(new QLabel(this))
    , m_empty(new QLabel(this))
{
    setObjectName(u"history"_s);
    m_table->setAccessibleName(tr("History"));
    m_table->setModel(m_model);
    m_table->setRootIsDecorated(false);
    m_table->setItemDelegate(new RowDelegate(m_table));
    m_table->setUniformRowHeights(true);
    m_table->setAlternatingRowColors(true);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setAllColumnsShowFocus(true);
    m_table->header()->setStretchLastSection(false);
    m_table->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->header()->setSectionResizeMode(HistoryModel::Detail, QHeaderView::Stretch);
    m_note->setWordWrap(true);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_note->setContentsMargins(12, 6, 12, 6);
    m_note->setAccessibleName(tr("Where the history comes from"));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_empty->setContentsMargins(24, 24, 24, 24);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_table);
    // Tab would not come past a table that is hidden.
    connect(m_stack, &QStackedWidget::currentChanged, this,
            [this] { setFocusProxy(m_stack->currentWidget() == m_table ? m_table : nullptr); });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_note);
    layout->addWidget(m_stack, 1);
    m_askTimer.setSingleShot(true);
    m_askTimer.setInterval(100ms);
    connect(&m_askTimer, &QTimer::timeout, this, &HistoryPane::ask);
    connect(Theme::instance(), &Theme::changed, m_table->viewport(), qOverload<>(&QWidget::update));
}

void HistoryPane::showProcess(Session *session, const QString &namespec)
{
    if (m_session == session && m_namespec == namespec)
        return;
    if (m_session && m_session != session)
        m_session->disconnect(this);
    if (session && m_session != session) {
        connect(session, &Session::processEvent, this, &HistoryPane::follow);
        connect(session, &Session::processStateChanged, this, &HistoryPane::follow);
        connect(session, &Session::identityChanged, this, [this] { follow(m_namespec); });
    }
    m_session = session;
    m_namespec = namespec;
    m_model->setChanges({});
    ask();
}

void HistoryPane::follow(const QString &namespec)
{
    if (namespec == m_namespec && isVisible() && !m_askTimer.isActive())
        m_askTimer.start();
}

void HistoryPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    ask();
}

void HistoryPane::ask()
{
    if (!m_session || !isVisible())
        return;
    const int question = ++m_question;
    describe();
    QCoro::connect(m_session->history(m_namespec), this,
                   [this, question](const Result<QList<client::StateChange>> &changes) {
                       if (question != m_question || (!changes && changes.error().code == Error::Code::Cancelled))
                           return;
                       if (changes)
                           m_model->setChanges(*changes);
                       describe();
                       if (!changes && m_model->rowCount() == 0)
                           m_empty->setText(changes.error().message);
                   });
}

void HistoryPane::describe()
{
    if (!m_session)
        return;
    m_note->setText(
        m_session->tellsHistory()
            ? tr("The last changes of state, as the server remembers them.")
            : tr("This server does not remember changes of state: these are what this window has seen since "
                 "it was opened. Quick changes between two looks are seen as one."));
    m_empty->setText(m_session->tellsHistory() ? tr("%1 has not been started since the server came up.").arg(m_namespec)
                                               : tr("Nothing has changed since this window was opened."));
    m_stack->setCurrentIndex(m_model->rowCount() > 0 ? 1 : 0);
}

} // namespace kantoku::ui
