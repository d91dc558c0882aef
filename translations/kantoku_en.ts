<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Selection</name>
    <message numerus="yes">
        <source>%n more are hidden by the filter and left alone.</source>
        <translation>
            <numerusform>%n more is hidden by the filter and left alone.</numerusform>
            <numerusform>%n more are hidden by the filter and left alone.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kantoku::ui::ConfigActions</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n running process(es) will be stopped.</source>
        <translation>
            <numerusform>%n running process will be stopped.</numerusform>
            <numerusform>%n running processes will be stopped.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kantoku::ui::ConfigDiffView</name>
    <message numerus="yes">
        <source>%n group(s) added</source>
        <translation>
            <numerusform>%n group added</numerusform>
            <numerusform>%n groups added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) changed</source>
        <translation>
            <numerusform>%n group changed</numerusform>
            <numerusform>%n groups changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) removed</source>
        <translation>
            <numerusform>%n group removed</numerusform>
            <numerusform>%n groups removed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kantoku::ui::ConfigStatus</name>
    <message numerus="yes">
        <source>%n group(s) not applied</source>
        <translation>
            <numerusform>%n group not applied</numerusform>
            <numerusform>%n groups not applied</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kantoku::ui::ConsoleWidget</name>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… and %n more</numerusform>
            <numerusform>… and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kantoku::ui::DetailPane</name>
    <message numerus="yes">
        <source>%n process(es) selected.</source>
        <translation>
            <numerusform>%n process selected.</numerusform>
            <numerusform>%n processes selected.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kantoku::ui::FileDiffModel</name>
    <message numerus="yes">
        <source>%n unchanged line(s)</source>
        <translation>
            <numerusform>%n unchanged line</numerusform>
            <numerusform>%n unchanged lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kantoku::ui::LogFilterPane</name>
    <message numerus="yes">
        <source>The newest %n matching lines; there are more.</source>
        <translation>
            <numerusform>The newest %n matching line; there are more.</numerusform>
            <numerusform>The newest %n matching lines; there are more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n matching lines</source>
        <translation>
            <numerusform>%n matching line</numerusform>
            <numerusform>%n matching lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kantoku::ui::LogFindBar</name>
    <message numerus="yes">
        <source>%n matches</source>
        <translation>
            <numerusform>%n match</numerusform>
            <numerusform>%n matches</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kantoku::ui::LogView</name>
    <message numerus="yes">
        <source>%n new lines</source>
        <extracomment>A button below a log that has gone on while the reader stands still.</extracomment>
        <translation>
            <numerusform>%n new line</numerusform>
            <numerusform>%n new lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kantoku::ui::Notices</name>
    <message numerus="yes">
        <source>%n process(es) came into trouble: %1</source>
        <translation>
            <numerusform>%n process came into trouble: %1</numerusform>
            <numerusform>%n processes came into trouble: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kantoku::ui::OpenServerDialog</name>
    <message numerus="yes">
        <source>It answers: %1 with %n process(es).</source>
        <translation>
            <numerusform>It answers: %1 with %n process.</numerusform>
            <numerusform>It answers: %1 with %n processes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kantoku::ui::OptionsPane</name>
    <message numerus="yes">
        <source>%n option(s) differ between the layers. Reread… loads what is on disk, Update… applies it.</source>
        <translation>
            <numerusform>%n option differs between the layers. Reread… loads what is on disk, Update… applies it.</numerusform>
            <numerusform>%n options differ between the layers. Reread… loads what is on disk, Update… applies it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kantoku::ui::OverviewPanel</name>
    <message numerus="yes">
        <source>%n since this window connected %1 ago</source>
        <translation>
            <numerusform>%n since this window connected %1 ago</numerusform>
            <numerusform>%n since this window connected %1 ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kantoku::ui::ProcessActions</name>
    <message numerus="yes">
        <source>%n process(es)</source>
        <translation>
            <numerusform>%n process</numerusform>
            <numerusform>%n processes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stop %n running process(es)?</source>
        <translation>
            <numerusform>Stop %n running process?</numerusform>
            <numerusform>Stop %n running processes?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Stop %n Process(es)</source>
        <translation>
            <numerusform>&amp;Stop %n Process</numerusform>
            <numerusform>&amp;Stop %n Processes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Restart %n process(es)?</source>
        <translation>
            <numerusform>Restart %n process?</numerusform>
            <numerusform>Restart %n processes?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them run now and will be interrupted.</source>
        <translation>
            <numerusform>%n of them runs now and will be interrupted.</numerusform>
            <numerusform>%n of them run now and will be interrupted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Restart %n Process(es)</source>
        <translation>
            <numerusform>&amp;Restart %n Process</numerusform>
            <numerusform>&amp;Restart %n Processes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Clear the logs of %n process(es)?</source>
        <translation>
            <numerusform>Clear the logs of %n process?</numerusform>
            <numerusform>Clear the logs of %n processes?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send SIG%1 to %n process(es)?</source>
        <translation>
            <numerusform>Send SIG%1 to %n process?</numerusform>
            <numerusform>Send SIG%1 to %n processes?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kantoku::ui::ProcessModel</name>
    <message numerus="yes">
        <source>%n in trouble</source>
        <translation>
            <numerusform>%n in trouble</numerusform>
            <numerusform>%n in trouble</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kantoku::ui::ServerActions</name>
    <message numerus="yes">
        <source>Stopping it stops %n running process(es), too.</source>
        <translation>
            <numerusform>Stopping it stops %n running process, too.</numerusform>
            <numerusform>Stopping it stops %n running processes, too.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopping them stops %n running process(es), too.</source>
        <translation>
            <numerusform>Stopping them stops %n running process, too.</numerusform>
            <numerusform>Stopping them stops %n running processes, too.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Keep this window&apos;s own %n daemons running?</source>
        <translation>
            <numerusform>Keep this window&apos;s own %n daemon running?</numerusform>
            <numerusform>Keep this window&apos;s own %n daemons running?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kantoku::ui::ServerStatus</name>
    <message numerus="yes">
        <source>%n process(es)</source>
        <translation>
            <numerusform>%n process</numerusform>
            <numerusform>%n processes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kantoku::ui::StdinDialog</name>
    <message numerus="yes">
        <source>&amp;Text for each of %n process(es):</source>
        <translation>
            <numerusform>&amp;Text for %n process:</numerusform>
            <numerusform>&amp;Text for each of %n processes:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kantoku::ui::UpdateDialog</name>
    <message numerus="yes">
        <source>%n group(s) will be updated.</source>
        <translation>
            <numerusform>%n group will be updated.</numerusform>
            <numerusform>%n groups will be updated.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n running process(es) will be stopped.</source>
        <translation>
            <numerusform>%n running process will be stopped.</numerusform>
            <numerusform>%n running processes will be stopped.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n process(es) of other groups are kept as they are.</source>
        <translation>
            <numerusform>%n process of other groups is kept as it is.</numerusform>
            <numerusform>%n processes of other groups are kept as they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) are being updated…</source>
        <translation>
            <numerusform>%n group is being updated…</numerusform>
            <numerusform>%n groups are being updated…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) updated.</source>
        <translation>
            <numerusform>%n group updated.</numerusform>
            <numerusform>%n groups updated.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) left as they were.</source>
        <translation>
            <numerusform>%n group left as it was.</numerusform>
            <numerusform>%n groups left as they were.</numerusform>
        </translation>
    </message>
</context>
</TS>
