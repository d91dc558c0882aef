#include "ui/configuration/optionspane.h"

#include "protocol/capabilities.h"
#include "ui/configuration/configdiffview.h"
#include "ui/configuration/optionsmodel.h"
#include "ui/rowdelegate.h"
#include "ui/theme.h"
#include "ui/translations.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSortFilterProxyModel>
#include <QTreeView>

namespace kantoku::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using client::Session;

namespace {

class PlaceDelegate : public RowDelegate {
public:
    using RowDelegate::RowDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        RowDelegate::initStyleOption(option, index);
        option->textElideMode = Qt::ElideLeft;
    }
};

} // namespace

OptionsPane::OptionsPane(QWidget *parent)
    : QWidget(parent)
    , m_model(new OptionsModel(this))
    , m_note(new QLabel(this))
    , m_onlySet(new QCheckBox(tr("&Only what is set"), this))
    , m_secrets(new QCheckBox(tr("Show secre&ts"), this))
    , m_table(new QTreeView(this))
{
    setObjectName(u"options"_s);
    auto *proxy = new QSortFilterProxyModel(this);
    proxy->setSourceModel(m_model);
    proxy->setFilterRole(OptionsModel::IsSetRole);
    m_table->setModel(proxy);
    m_table->setAccessibleName(tr("Options"));
    m_table->setItemDelegate(new RowDelegate(m_table));
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAlternatingRowColors(true);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setAllColumnsShowFocus(true);
    const QFontMetrics metrics = m_table->fontMetrics();
    m_table->setColumnWidth(OptionsModel::Name, metrics.horizontalAdvance(u"stdout_logfile_maxbytes"_s) + 10);
    // The values share what is left; a place that is cut still has its line.
    m_table->header()->setStretchLastSection(false);
    for (const int column : {OptionsModel::Active, OptionsModel::Loaded, OptionsModel::Disk})
        m_table->header()->setSectionResizeMode(column, QHeaderView::Stretch);
    m_table->setItemDelegateForColumn(OptionsModel::Where, new PlaceDelegate(m_table));
    showLayers(false);
    m_note->setWordWrap(true);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_note->setAccessibleName(tr("Where the configuration is written"));
    m_secrets->setToolTip(tr("Show passwords and the values of environment variables"));
    setFocusProxy(m_table);
    setTabOrder(m_table, m_onlySet); // the focus comes to the table
    setTabOrder(m_onlySet, m_secrets);
    auto *bottom = new QHBoxLayout;
    bottom->setContentsMargins(12, 6, 12, 6);
    bottom->addWidget(m_onlySet);
    bottom->addWidget(m_secrets);
    bottom->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_note->setContentsMargins(12, 6, 12, 6);
    layout->addWidget(m_note);
    layout->addWidget(m_table, 1);
    layout->addLayout(bottom);
    m_askTimer.setSingleShot(true);
    m_askTimer.setInterval(50ms);
    connect(&m_askTimer, &QTimer::timeout, this, &OptionsPane::ask);
    connect(m_onlySet, &QCheckBox::toggled, proxy,
            [proxy](bool on) { proxy->setFilterFixedString(on ? u"set"_s : QString()); });
    connect(m_secrets, &QCheckBox::toggled, this, &OptionsPane::ask);
    connect(Theme::instance(), &Theme::changed, m_table->viewport(), qOverload<>(&QWidget::update));
}

void OptionsPane::showProcess(Session *session, const QString &namespec)
{
    if (m_session == session && m_namespec == namespec)
        return;
    if (m_session && m_session != session)
        m_session->disconnect(this);
    if (session && m_session != session) {
        connect(session, &Session::configurationChanged, this, &OptionsPane::follow);
        connect(session, &Session::identityChanged, this, &OptionsPane::follow);
    }
    m_session = session;
    m_namespec = namespec;
    m_model->setOptions({});
    ask();
}

void OptionsPane::follow()
{
    if (isVisible())
        m_askTimer.start();
}

void OptionsPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    ask();
}

void OptionsPane::ask()
{
    if (!m_session || !isVisible())
        return;
    const int question = ++m_question;
    QCoro::connect(m_session->processOptions(m_namespec, m_secrets->isChecked()), this,
                   [this, question](const Result<ProcessOptions> &options) {
                       if (question != m_question || (!options && options.error().code == Error::Code::Cancelled))
                           return;
                       if (options)
                           take(*options);
                       else
                           m_note->setText(options.error().message);
                   });
}

void OptionsPane::showLayers(bool shown)
{
    m_table->setColumnHidden(OptionsModel::Disk, !shown);
    const QString widest = shown ? u"….conf:1000"_s : u"supervisord.conf:1000"_s;
    m_table->setColumnWidth(OptionsModel::Where, m_table->fontMetrics().horizontalAdvance(widest) + 10);
}

void OptionsPane::take(const ProcessOptions &options)
{
    m_model->setOptions(options);
    const bool tellsLayers = m_session && m_session->identity().capabilities.contains(capability::getConfig);
    const int differing = m_model->differing();
    const bool showsLayers = tellsLayers && differing > 0;
    if (showsLayers == m_table->isColumnHidden(OptionsModel::Disk))
        showLayers(showsLayers);
    // Where all layers agree, one column says it; a foreign server tells of the loaded one alone.
    m_table->setColumnHidden(OptionsModel::Active, !tellsLayers);
    m_table->setColumnHidden(OptionsModel::Loaded, tellsLayers && differing == 0);
    m_table->setColumnHidden(OptionsModel::Where, !tellsLayers);
    m_onlySet->setVisible(tellsLayers);
    m_secrets->setVisible(tellsLayers);
    if (!tellsLayers) {
        m_note->setText(tr("This server is not a kantokud: it tells some options as they were loaded, not where they "
                           "are written, nor what is on disk."));
        return;
    }
    const QString place = u"[%1] %2"_s.arg(options.section, placeText(options.file, options.line));
    if (!options.isDiskReadable)
        m_note->setText(tr("%1. The files have errors now: Reread… shows them.", "section, file and line").arg(place));
    else if (differing > 0)
        m_note->setText(joinedSentences(
            {tr("%1.", "section, file and line").arg(place),
             tr("%n option(s) differ between the layers. Reread… loads what is on disk, Update… applies it.", nullptr,
                differing)}));
    else
        m_note->setText(tr("%1. What is on disk, what was loaded and what runs are the same.", "section, file and line")
                            .arg(place));
}

} // namespace kantoku::ui
