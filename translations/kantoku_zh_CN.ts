<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ConfigLayers</name>
    <message>
        <source>changed</source>
        <comment>badge: reread would load something else</comment>
        <translation>已更改</translation>
    </message>
    <message>
        <source>not applied</source>
        <comment>badge: update would change what it runs with</comment>
        <translation>未应用</translation>
    </message>
    <message>
        <source>What was loaded is not what it runs with, and the files say something else again. Reread… shows the files, Update… applies them.</source>
        <translation>已加载的内容与正在运行的配置不同，而文件的内容又与之不同。“重新读取…”可查看文件内容，“更新…”可应用更改。</translation>
    </message>
    <message>
        <source>The files on disk say something else than the server has loaded. Reread… shows what.</source>
        <translation>磁盘上的文件与服务器已加载的内容不同。“重新读取…”可查看差异。</translation>
    </message>
    <message>
        <source>The server has loaded something else than it runs with. Update… shows what, and applies it.</source>
        <translation>服务器已加载的内容与正在运行的配置不同。“更新…”可查看差异并应用。</translation>
    </message>
    <message>
        <source>removed</source>
        <comment>badge: reread would find it gone</comment>
        <translation>已移除</translation>
    </message>
    <message>
        <source>The files on disk do not have it any more. Reread… shows that, Update… stops and removes it.</source>
        <translation>磁盘上的文件中已没有它。“重新读取…”可查看，“更新…”会停止并移除它。</translation>
    </message>
</context>
<context>
    <name>DaemonConfig</name>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>无法读取 %1：%2。</translation>
    </message>
    <message>
        <source>%1 has no [unix_http_server] section with a “file”, so its daemon could not be reached. Add one and try again.</source>
        <translation>%1 中没有带“file”的 [unix_http_server] 段，因此无法连接到其守护进程。请添加后重试。</translation>
    </message>
</context>
<context>
    <name>LogPattern</name>
    <message>
        <source>The expression is wrong at character %1: %2.</source>
        <translation>正则表达式在第 %1 个字符处有误：%2。</translation>
    </message>
</context>
<context>
    <name>PasswordStore</name>
    <message>
        <source>No keychain answers: %1.</source>
        <translation>没有密钥链响应：%1。</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source> s</source>
        <comment>seconds</comment>
        <translation> 秒</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>&amp;Language:</source>
        <translation>语言(&amp;L)：</translation>
    </message>
    <message>
        <source>Another language takes effect at the next start.</source>
        <translation>语言更改将在下次启动 Kantoku 时生效。</translation>
    </message>
    <message>
        <source>&amp;Colours:</source>
        <translation>颜色(&amp;C)：</translation>
    </message>
    <message>
        <source>Light</source>
        <comment>colours</comment>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <comment>colours</comment>
        <translation>深色</translation>
    </message>
    <message>
        <source>Own &amp;daemons when the window closes:</source>
        <translation>窗口关闭时自己的守护进程(&amp;D)：</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>询问</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>保持运行</translation>
    </message>
    <message>
        <source>Stop</source>
        <comment>what is done to daemons</comment>
        <translation>停止</translation>
    </message>
    <message>
        <source>Use the system&apos;s &amp;fixed-width font</source>
        <translation>使用系统等宽字体(&amp;F)</translation>
    </message>
    <message>
        <source> pt</source>
        <comment>points</comment>
        <translation> pt</translation>
    </message>
    <message>
        <source>&amp;Size:</source>
        <translation>大小(&amp;S)：</translation>
    </message>
    <message>
        <source> MiB</source>
        <translation> MiB</translation>
    </message>
    <message>
        <source>&amp;Memory for each log:</source>
        <translation>每个日志的内存(&amp;M)：</translation>
    </message>
    <message>
        <source>Text beyond that is read again when you scroll to it. This applies to logs opened from now on.</source>
        <translation>超出的文本会在您滚动到该处时重新读取。对今后打开的日志生效。</translation>
    </message>
    <message>
        <source>Ask for the &amp;state every:</source>
        <translation>状态查询间隔(&amp;S)：</translation>
    </message>
    <message>
        <source>Used for supervisord; kantokud tells what happens by itself.</source>
        <translation>只询问不会告知变化的服务器；kantokud 会自行告知。</translation>
    </message>
    <message>
        <source>Ask for &amp;CPU and memory every:</source>
        <translation>CPU 和内存查询间隔(&amp;C)：</translation>
    </message>
    <message>
        <source>Fon&amp;t of logs and consoles:</source>
        <translation>日志和控制台的字体(&amp;T)：</translation>
    </message>
</context>
<context>
    <name>ProcessFacts</name>
    <message>
        <source>The server answered no list of processes.</source>
        <translation>服务器没有返回进程列表。</translation>
    </message>
</context>
<context>
    <name>ProcessText</name>
    <message>
        <source>%1 d %2</source>
        <comment>days, clock</comment>
        <translation>%1 天 %2</translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <comment>minutes</comment>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <comment>hours, minutes</comment>
        <translation>%1 小时 %2 分钟</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <comment>days, hours</comment>
        <translation>%1 天 %2 小时</translation>
    </message>
    <message>
        <source>killed by a signal</source>
        <translation>被信号终止</translation>
    </message>
    <message>
        <source>exit status 126 (a shell&apos;s “cannot be executed”)</source>
        <translation>退出状态 126（shell 的“无法执行”）</translation>
    </message>
    <message>
        <source>exit status 127 (a shell&apos;s “command not found”)</source>
        <translation>退出状态 127（shell 的“找不到命令”）</translation>
    </message>
    <message>
        <source>exit status %1</source>
        <translation>退出状态 %1</translation>
    </message>
    <message>
        <source>The server says: %1.</source>
        <translation>服务器说明：%1。</translation>
    </message>
    <message>
        <source>%1
(could not be run now: %2)</source>
        <comment>command, reason</comment>
        <translation>%1
（现在无法运行：%2）</translation>
    </message>
    <message>
        <source>%1
(only a shell understands %2, and none reads this: sh -c &apos;...&apos; would)</source>
        <comment>command, word of it</comment>
        <translation>%1
（只有 shell 才能解释 %2，而此命令不经过 shell；请使用 sh -c &apos;...&apos;）</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>a share of a processor</comment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>It was asked to stop and has not ended yet.</source>
        <translation>已要求停止，但尚未结束。</translation>
    </message>
    <message>
        <source>It has not been started since the server came up: it does not start by itself.</source>
        <translation>服务器启动以来尚未启动：它不会自动启动。</translation>
    </message>
    <message>
        <source>It was stopped on request.</source>
        <translation>已按要求停止。</translation>
    </message>
    <message>
        <source>It was stopped on request at %1.</source>
        <translation>已于 %1 按要求停止。</translation>
    </message>
    <message>
        <source>It ended by itself at %1 with %2, and is not to be restarted after that.</source>
        <translation>它于 %1 自行结束（%2），按配置此后不再重新启动。</translation>
    </message>
    <message>
        <source>It ended unexpectedly at %1 with %2, and is not to be restarted by itself.</source>
        <translation>它于 %1 意外结束（%2），按配置不会自动重新启动。</translation>
    </message>
    <message>
        <source>It ended too soon after its start; another try follows by itself.</source>
        <translation>启动后过早结束；将自动再次尝试。</translation>
    </message>
    <message>
        <source>It could not be started, and no more tries are made.</source>
        <translation>无法启动，且不再尝试。</translation>
    </message>
    <message>
        <source>The server does not know what became of it.</source>
        <translation>服务器不知道它的下落。</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <comment>state, span of time</comment>
        <translation>%1，已持续 %2</translation>
    </message>
    <message>
        <source>%1 since %2</source>
        <comment>state, point in time</comment>
        <translation>%1，自 %2 起</translation>
    </message>
</context>
<context>
    <name>ProcessTrack</name>
    <message>
        <source>The server answered no list of changes.</source>
        <translation>服务器没有返回状态变化列表。</translation>
    </message>
    <message>
        <source>terminated by a signal</source>
        <translation>被信号终止</translation>
    </message>
    <message>
        <source>exit status %1</source>
        <translation>退出状态 %1</translation>
    </message>
</context>
<context>
    <name>Selection</name>
    <message numerus="yes">
        <source>%n more are hidden by the filter and left alone.</source>
        <translation>
            <numerusform>另有 %n 个被过滤器隐藏，不受影响。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>%1 %2</source>
        <comment>a sentence, and the next</comment>
        <translation>%1%2</translation>
    </message>
</context>
<context>
    <name>ServerAddress</name>
    <message>
        <source>&apos;%1&apos; is not the address of a server: %2. Allowed are unix:///path, http://host:port, https://host:port and ssh://[user@]host[:port]/path/to/socket.</source>
        <translation>“%1”不是服务器地址：%2。可以使用 unix:///path、http://host:port、https://host:port 和 ssh://[user@]host[:port]/path/to/socket。</translation>
    </message>
    <message>
        <source>it does not begin with a known scheme</source>
        <translation>它不以已知的协议开头</translation>
    </message>
    <message>
        <source>the path of the socket is missing</source>
        <translation>缺少套接字的路径</translation>
    </message>
    <message>
        <source>the host is missing</source>
        <translation>缺少主机</translation>
    </message>
    <message>
        <source>a password does not belong in an address, it is given by itself</source>
        <translation>密码不应写在地址里，请单独输入</translation>
    </message>
    <message>
        <source>there is text after the path</source>
        <translation>路径之后还有多余的内容</translation>
    </message>
    <message>
        <source>the path of the socket on that host is missing</source>
        <translation>缺少该主机上套接字的路径</translation>
    </message>
</context>
<context>
    <name>ServerError</name>
    <message>
        <source>%1 Compare it with the server&apos;s before you trust it.</source>
        <translation>%1 在信任之前，请将其与服务器的进行比较。</translation>
    </message>
    <message>
        <source>The certificate of %1 is not the one that you trusted. Somebody may be listening in; go on only if you know that the server has a new one.
Trusted: %2
Now: %3</source>
        <translation>%1 的证书与您信任过的不同。可能有人在窃听；只有在确知服务器更换了证书时才继续。
已信任：%2
现在：%3</translation>
    </message>
    <message>
        <source>&amp;Replace the Certificate</source>
        <translation>替换证书(&amp;R)</translation>
    </message>
    <message>
        <source>%1 Somebody may be listening in. If you know that the host has a new key, forget the old one in a terminal.</source>
        <translation>%1 可能有人在窃听。如果您确知主机更换了密钥，请在终端中删除旧密钥。</translation>
    </message>
    <message>
        <source>%1 Its configuration says who may: “chmod” and “chown” in [unix_http_server].</source>
        <translation>%1 谁可以访问由其配置中 [unix_http_server] 的“chmod”和“chown”决定。</translation>
    </message>
    <message>
        <source>%1 They are in the server&apos;s configuration.</source>
        <translation>%1 它们在服务器的配置中。</translation>
    </message>
    <message>
        <source>%1 Something else than a supervisord or kantokud answers at this address.</source>
        <translation>%1 在此地址响应的不是 supervisord 或 kantokud。</translation>
    </message>
    <message>
        <source>%1 Start the server again.</source>
        <translation>%1 请重新启动服务器。</translation>
    </message>
    <message>
        <source>%1 The server is not running, or listens elsewhere.</source>
        <translation>%1 服务器没有运行，或在其他地址监听。</translation>
    </message>
    <message>
        <source>%1 Something holds the connection open and says nothing.</source>
        <translation>%1 对方保持连接打开却没有任何响应。</translation>
    </message>
    <message>
        <source>C&amp;hange Address</source>
        <translation>更改地址(&amp;H)</translation>
    </message>
    <message>
        <source>Trust Th&amp;is Certificate</source>
        <translation>信任此证书(&amp;I)</translation>
    </message>
    <message>
        <source>Copy Comman&amp;d</source>
        <translation>复制命令(&amp;D)</translation>
    </message>
    <message>
        <source>Copy Li&amp;nes</source>
        <translation>复制这些行(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Enter Password</source>
        <translation>输入密码(&amp;E)</translation>
    </message>
</context>
<context>
    <name>StarterConfiguration</name>
    <message>
        <source>The folder %1 cannot be made.</source>
        <translation>无法创建文件夹 %1。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>无法写入 %1：%2。</translation>
    </message>
</context>
<context>
    <name>kantoku::client::LogStream</name>
    <message>
        <source>The server ended the stream.</source>
        <translation>服务器结束了数据流。</translation>
    </message>
</context>
<context>
    <name>kantoku::client::RpcClient</name>
    <message>
        <source>The connection was closed.</source>
        <translation>连接已关闭。</translation>
    </message>
</context>
<context>
    <name>kantoku::client::RpcExchange</name>
    <message>
        <source>%1 wants a user name and a password, and not the ones it was given.</source>
        <translation>%1 需要用户名和密码，而且不接受已提供的用户名和密码。</translation>
    </message>
    <message>
        <source>%1 answered with HTTP status %2.</source>
        <translation>%1 返回了 HTTP 状态 %2。</translation>
    </message>
    <message>
        <source>ssh got to %1, but nobody answers at %2 there: the server does not run, has another socket, or does not let that user in.</source>
        <translation>ssh 已到达 %1，但那里的 %2 没有应答：服务器没有运行，使用了别的套接字，或者不允许该用户连接。</translation>
    </message>
    <message>
        <source>The ssh connection to %1 has ended.</source>
        <translation>到 %1 的 ssh 连接已结束。</translation>
    </message>
    <message>
        <source>%1 did not answer within %2 seconds.</source>
        <translation>%1 在 %2 秒内没有应答。</translation>
    </message>
</context>
<context>
    <name>kantoku::client::Session</name>
    <message>
        <source>The server left out a part of its answer.</source>
        <translation>服务器的应答缺少一部分。</translation>
    </message>
    <message>
        <source>%1 answers, but not as a Supervisor would: %2</source>
        <translation>%1 有应答，但不是 Supervisor 的应答：%2</translation>
    </message>
    <message>
        <source>%1 does not offer the supervisor methods; its configuration has no [rpcinterface:supervisor].</source>
        <translation>%1 不提供 supervisor 的方法；它的配置中没有 [rpcinterface:supervisor]。</translation>
    </message>
    <message>
        <source>The server&apos;s configuration does not name %1.</source>
        <translation>服务器的配置中没有 %1。</translation>
    </message>
    <message>
        <source>The server is restarting.</source>
        <translation>服务器正在重新启动。</translation>
    </message>
    <message>
        <source>This server does not know %1; a newer one does.</source>
        <translation>此服务器不支持 %1；较新的版本支持。</translation>
    </message>
    <message>
        <source>Left as before, because programs could not be stopped: %1</source>
        <translation>因程序无法停止，保持原样：%1</translation>
    </message>
</context>
<context>
    <name>kantoku::client::SshTunnel</name>
    <message>
        <source>it said nothing.</source>
        <translation>它没有给出任何信息。</translation>
    </message>
    <message>
        <source>The key of %1 has changed: its fingerprint is now %2, and that is not the key in %3.</source>
        <translation>%1 的密钥已更改：现在的指纹是 %2，与 %3 中的密钥不同。</translation>
    </message>
    <message>
        <source>unknown</source>
        <comment>fingerprint</comment>
        <translation>未知</translation>
    </message>
    <message>
        <source>your known_hosts</source>
        <translation>您的 known_hosts</translation>
    </message>
    <message>
        <source>The key of %1 is not known to ssh, and was not accepted.</source>
        <translation>ssh 不认识 %1 的密钥，并且该密钥未被接受。</translation>
    </message>
    <message>
        <source>ssh does not get to %1: %2</source>
        <translation>ssh 无法到达 %1：%2</translation>
    </message>
    <message>
        <source>ssh gave up on %1: %2</source>
        <translation>ssh 放弃了到 %1 的连接：%2</translation>
    </message>
    <message>
        <source>%1 could not be started: %2.</source>
        <translation>无法启动 %1：%2。</translation>
    </message>
    <message>
        <source>ssh was not let into %1: its question was not answered.</source>
        <translation>ssh 未能登录 %1：没有回答它的问题。</translation>
    </message>
</context>
<context>
    <name>kantoku::client::TlsTransport</name>
    <message>
        <source>No encrypted connection with %1:%2: %3.</source>
        <translation>无法与 %1:%2 建立加密连接：%3。</translation>
    </message>
    <message>
        <source>The certificate of %1:%2 is not trusted (%3); its SHA-256 is %4.</source>
        <translation>%1:%2 的证书不受信任（%3）；它的 SHA-256 是 %4。</translation>
    </message>
    <message>
        <source>The certificate of %1:%2 has changed; its SHA-256 is now %3, and %4 was accepted.</source>
        <translation>%1:%2 的证书已更改；现在的 SHA-256 是 %3，而之前接受的是 %4。</translation>
    </message>
</context>
<context>
    <name>kantoku::client::Transport</name>
    <message>
        <source>There is no socket %1; the server is not running or is configured with another one.</source>
        <translation>没有套接字 %1；服务器没有运行，或者配置了别的套接字。</translation>
    </message>
    <message>
        <source>Nobody listens on %1; the socket was left behind by a server that has ended.</source>
        <translation>%1 上没有监听者；这个套接字是已经结束的服务器留下的。</translation>
    </message>
    <message>
        <source>No permission to connect to %1.</source>
        <translation>没有连接 %1 的权限。</translation>
    </message>
    <message>
        <source>The server at %1 closed the connection.</source>
        <translation>%1 的服务器关闭了连接。</translation>
    </message>
    <message>
        <source>There is no socket %1.</source>
        <translation>没有套接字 %1。</translation>
    </message>
    <message>
        <source>The connection to %1 failed: %2.</source>
        <translation>到 %1 的连接失败：%2。</translation>
    </message>
    <message>
        <source>Nobody listens on port %2 of %1.</source>
        <translation>%1 的端口 %2 上没有监听者。</translation>
    </message>
    <message>
        <source>There is no host %1.</source>
        <translation>没有主机 %1。</translation>
    </message>
    <message>
        <source>%1 does not answer on port %2.</source>
        <translation>%1 在端口 %2 上没有应答。</translation>
    </message>
    <message>
        <source>No permission to connect to port %2 of %1.</source>
        <translation>没有连接 %1 的端口 %2 的权限。</translation>
    </message>
    <message>
        <source>The server at %1:%2 closed the connection.</source>
        <translation>%1:%2 的服务器关闭了连接。</translation>
    </message>
    <message>
        <source>The connection to %1:%2 failed: %3.</source>
        <translation>到 %1:%2 的连接失败：%3。</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::CommandPalette</name>
    <message>
        <source>Find Command</source>
        <translation>查找命令</translation>
    </message>
    <message>
        <source>Find command or process</source>
        <translation>查找命令或进程</translation>
    </message>
    <message>
        <source>A few letters of a command or a process</source>
        <translation>命令或进程名中的几个字母</translation>
    </message>
    <message>
        <source>Commands and processes</source>
        <translation>命令和进程</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::ConditionChips</name>
    <message>
        <source>All %1</source>
        <comment>chip: every process, with their number</comment>
        <translation>全部 %1</translation>
    </message>
    <message>
        <source>Running %1</source>
        <comment>chip</comment>
        <translation>运行 %1</translation>
    </message>
    <message>
        <source>Trouble %1</source>
        <comment>chip</comment>
        <translation>问题 %1</translation>
    </message>
    <message>
        <source>Stopped %1</source>
        <comment>chip</comment>
        <translation>停止 %1</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::ConfigActions</name>
    <message>
        <source>added %1</source>
        <translation>已添加 %1</translation>
    </message>
    <message>
        <source>changed %1</source>
        <translation>已更改 %1</translation>
    </message>
    <message>
        <source>removed %1</source>
        <translation>已移除 %1</translation>
    </message>
    <message>
        <source>No process is running.</source>
        <translation>没有进程在运行。</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>以及另外 %n 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n running process(es) will be stopped.</source>
        <translation>
            <numerusform>将停止 %n 个正在运行的进程。</numerusform>
        </translation>
    </message>
    <message>
        <source>Comparing the configuration of %1…</source>
        <translation>正在比较 %1 的配置…</translation>
    </message>
    <message>
        <source>Read the configuration. Every group runs with what it says.</source>
        <translation>已读取配置。所有组都按其内容运行。</translation>
    </message>
    <message>
        <source>Update…</source>
        <translation>更新…</translation>
    </message>
    <message>
        <source>Read the configuration: %1. Nothing runs differently until you update.</source>
        <translation>已读取配置：%1。更新之前运行状况不会改变。</translation>
    </message>
    <message>
        <source>Updating %1…</source>
        <translation>正在更新 %1…</translation>
    </message>
    <message>
        <source>Updated: %1.</source>
        <translation>已更新：%1。</translation>
    </message>
    <message>
        <source>Reload Server</source>
        <translation>重新加载服务器</translation>
    </message>
    <message>
        <source>The server is not restarted: with these errors in its files it would not come back.</source>
        <translation>服务器未重新启动：文件中有这些错误，它将无法恢复运行。</translation>
    </message>
    <message>
        <source>Restart %1 with its configuration read anew?</source>
        <translation>要重新读取配置并重新启动 %1 吗？</translation>
    </message>
    <message>
        <source>Programs with autostart start again.</source>
        <translation>自动启动的进程会再次启动。</translation>
    </message>
    <message>
        <source>&amp;Reload</source>
        <translation>重新加载(&amp;R)</translation>
    </message>
    <message>
        <source>The server restarts.</source>
        <translation>服务器正在重新启动。</translation>
    </message>
    <message>
        <source>Shut Down Server</source>
        <translation>关闭服务器</translation>
    </message>
    <message>
        <source>The server is not shut down: with these errors in its files nobody could start it again.</source>
        <translation>服务器未关闭：文件中有这些错误，将无法再次启动它。</translation>
    </message>
    <message>
        <source>Shut down %1?</source>
        <translation>要关闭 %1 吗？</translation>
    </message>
    <message>
        <source>Nothing starts them again.</source>
        <translation>之后不会再自动启动。</translation>
    </message>
    <message>
        <source>&amp;Shut Down</source>
        <translation>关闭(&amp;S)</translation>
    </message>
    <message>
        <source>The server shuts down.</source>
        <translation>服务器正在关闭。</translation>
    </message>
    <message>
        <source>This server does not tell the text of its files.</source>
        <translation>此服务器不提供其文件的内容。</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::ConfigDiffView</name>
    <message>
        <source>unchanged</source>
        <translation>未更改</translation>
    </message>
    <message>
        <source>added</source>
        <translation>已添加</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>已更改</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>已移除</translation>
    </message>
    <message>
        <source>Configuration changes</source>
        <translation>配置更改</translation>
    </message>
    <message>
        <source>Group, process, option</source>
        <translation>组、进程、选项</translation>
    </message>
    <message>
        <source>Was</source>
        <comment>column: old value</comment>
        <translation>原值</translation>
    </message>
    <message>
        <source>Becomes</source>
        <comment>column: new value</comment>
        <translation>新值</translation>
    </message>
    <message>
        <source>Set in</source>
        <comment>column: file and line</comment>
        <translation>设置位置</translation>
    </message>
    <message>
        <source>(not set)</source>
        <translation>（未设置）</translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) added</source>
        <translation>
            <numerusform>添加 %n 个组</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) changed</source>
        <translation>
            <numerusform>更改 %n 个组</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) removed</source>
        <translation>
            <numerusform>移除 %n 个组</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <comment>in a sentence</comment>
        <translation>，</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::ConfigMessages</name>
    <message>
        <source>Errors and warnings</source>
        <translation>错误和警告</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>严重程度</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Place</source>
        <comment>column: file and line</comment>
        <translation>位置</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>提示</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::ConfigStatus</name>
    <message>
        <source>errors in the configuration files</source>
        <translation>配置文件中有错误</translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) not applied</source>
        <translation>
            <numerusform>%n 个组未应用</numerusform>
        </translation>
    </message>
    <message>
        <source>Configuration status</source>
        <translation>配置状态</translation>
    </message>
    <message>
        <source>Configuration: %1</source>
        <translation>配置：%1</translation>
    </message>
    <message>
        <source>Show the errors</source>
        <translation>显示错误</translation>
    </message>
    <message>
        <source>Show what differs</source>
        <translation>显示差异</translation>
    </message>
    <message>
        <source>On disk: %1</source>
        <comment>what has changed there</comment>
        <translation>磁盘上：%1</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::ConsoleDock</name>
    <message>
        <source>Console: %1</source>
        <translation>控制台：%1</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::ConsoleWidget</name>
    <message>
        <source>%1: Alt+Return shows it in the tree.</source>
        <translation>%1：按 Alt+Return 在树中显示。</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Select &amp;All</source>
        <translation>全选(&amp;A)</translation>
    </message>
    <message>
        <source>C&amp;lear</source>
        <translation>清空(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Show %1 in the Tree</source>
        <translation>在树中显示 %1(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Show in the Tree</source>
        <translation>在树中显示(&amp;S)</translation>
    </message>
    <message>
        <source>Console output</source>
        <translation>控制台输出</translation>
    </message>
    <message>
        <source>Commands as in supervisorctl. “help” lists them, Tab completes, Ctrl+C stops.</source>
        <translation>命令与 supervisorctl 相同。“help”列出命令，Tab 补全，Ctrl+C 停止。</translation>
    </message>
    <message>
        <source>Console input</source>
        <translation>控制台输入</translation>
    </message>
    <message>
        <source>Found in the history</source>
        <translation>历史记录中的结果</translation>
    </message>
    <message>
        <source>Ctrl+C ends the command</source>
        <translation>Ctrl+C 结束命令</translation>
    </message>
    <message>
        <source>Search history: </source>
        <translation>搜索历史记录： </translation>
    </message>
    <message>
        <source>nothing found</source>
        <translation>未找到</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>…以及另外 %n 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kantoku::ui::DetailPane</name>
    <message>
        <source>Select a process to see its state and its output.</source>
        <translation>选择一个进程以查看其状况和输出。</translation>
    </message>
    <message>
        <source>%1, process id %2: %3

It was started by a process above it and is not controlled by itself.</source>
        <comment>name, number, command line</comment>
        <translation>%1，进程 ID %2：%3

它由上级进程启动，不能单独控制。</translation>
    </message>
    <message>
        <source>%1 running, %2 in trouble, %3 stopped.</source>
        <comment>numbers of processes</comment>
        <translation>%1 个运行，%2 个有问题，%3 个停止。</translation>
    </message>
    <message numerus="yes">
        <source>%n process(es) selected.</source>
        <translation>
            <numerusform>已选择 %n 个进程。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kantoku::ui::EmbeddedDaemon</name>
    <message>
        <source>%1 cannot be started: %2.</source>
        <translation>无法启动 %1：%2。</translation>
    </message>
    <message>
        <source>kantokud is neither beside this program nor in PATH.</source>
        <translation>kantokud 既不在此程序旁边，也不在 PATH 中。</translation>
    </message>
    <message>
        <source>The folder %1 for the daemon&apos;s socket cannot be made.</source>
        <translation>无法为守护进程的套接字创建文件夹 %1。</translation>
    </message>
    <message>
        <source>kantokud has ended by itself: %1</source>
        <translation>kantokud 已自行结束：%1</translation>
    </message>
    <message>
        <source>killed by a signal.</source>
        <translation>被信号终止。</translation>
    </message>
    <message>
        <source>exit status %1.</source>
        <translation>退出状态 %1。</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::EmbeddedDaemons</name>
    <message>
        <source>The folder %1 for the demo cannot be made.</source>
        <translation>无法为演示创建文件夹 %1。</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::FileDiffModel</name>
    <message numerus="yes">
        <source>%n unchanged line(s)</source>
        <translation>
            <numerusform>%n 行未更改</numerusform>
        </translation>
    </message>
    <message>
        <source>Loaded</source>
        <comment>column: text as it was read</comment>
        <translation>已加载</translation>
    </message>
    <message>
        <source>On disk</source>
        <comment>column: text as it is now</comment>
        <translation>磁盘上</translation>
    </message>
    <message>
        <source>Line</source>
        <comment>column: number</comment>
        <translation>行</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::FileDiffView</name>
    <message>
        <source>Show &amp;secrets</source>
        <translation>显示机密(&amp;S)</translation>
    </message>
    <message>
        <source>Configuration file</source>
        <translation>配置文件</translation>
    </message>
    <message>
        <source>Show passwords and the values of environment variables</source>
        <translation>显示密码和环境变量的值</translation>
    </message>
    <message>
        <source>Configuration text</source>
        <translation>配置文本</translation>
    </message>
    <message>
        <source>new</source>
        <comment>a file that was not loaded</comment>
        <translation>新增</translation>
    </message>
    <message>
        <source>gone</source>
        <comment>a file that is no longer on disk</comment>
        <translation>已消失</translation>
    </message>
    <message>
        <source>changed</source>
        <comment>a file</comment>
        <translation>已更改</translation>
    </message>
    <message>
        <source>unchanged</source>
        <comment>a file</comment>
        <translation>未更改</translation>
    </message>
    <message>
        <source>Left is what was loaded, right what is on disk now.</source>
        <translation>左边是已加载的内容，右边是磁盘上的当前内容。</translation>
    </message>
    <message>
        <source>The text is the same. A password or an environment value may differ: show the secrets to compare them.</source>
        <translation>文本相同。密码或环境变量的值可能不同：显示机密即可比较。</translation>
    </message>
    <message>
        <source>The text is the same.</source>
        <translation>文本相同。</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::HistoryModel</name>
    <message>
        <source>Time</source>
        <comment>column</comment>
        <translation>时间</translation>
    </message>
    <message>
        <source>Change of state</source>
        <comment>column</comment>
        <translation>状态变化</translation>
    </message>
    <message>
        <source>PID</source>
        <comment>column</comment>
        <translation>PID</translation>
    </message>
    <message>
        <source>Cause</source>
        <comment>column</comment>
        <translation>起因</translation>
    </message>
    <message>
        <source>Details</source>
        <comment>column</comment>
        <translation>详细信息</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::HistoryPane</name>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Where the history comes from</source>
        <translation>历史记录的来源</translation>
    </message>
    <message>
        <source>The last changes of state, as the server remembers them.</source>
        <translation>服务器记住的最近状态变化。</translation>
    </message>
    <message>
        <source>This server does not remember changes of state: these are what this window has seen since it was opened. Quick changes between two looks are seen as one.</source>
        <translation>此服务器不记录状态变化：这些是此窗口打开以来看到的变化。两次查看之间的快速变化会被视为一次。</translation>
    </message>
    <message>
        <source>%1 has not been started since the server came up.</source>
        <translation>服务器启动以来，%1 尚未启动过。</translation>
    </message>
    <message>
        <source>Nothing has changed since this window was opened.</source>
        <translation>此窗口打开以来没有变化。</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::LogDock</name>
    <message>
        <source>Main Log</source>
        <translation>主日志</translation>
    </message>
    <message>
        <source>%1 — %2</source>
        <comment>process and server</comment>
        <translation>%1 — %2</translation>
    </message>
    <message>
        <source>%1, %2 — %3</source>
        <comment>process, channel and server</comment>
        <translation>%1，%2 — %3</translation>
    </message>
    <message>
        <source>Log of %1</source>
        <translation>%1 的日志</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::LogDocument</name>
    <message>
        <source>earlier text was in a file that is gone</source>
        <translation>更早的文本在已不存在的文件中</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::LogFilterModel</name>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Text</source>
        <comment>of a line</comment>
        <translation>文本</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::LogFilterPane</name>
    <message>
        <source>Matching lines</source>
        <translation>匹配的行</translation>
    </message>
    <message>
        <source>What the filter shows</source>
        <translation>过滤器显示的内容</translation>
    </message>
    <message>
        <source>Close filter</source>
        <translation>关闭过滤器</translation>
    </message>
    <message>
        <source>Close the filter (Esc)</source>
        <translation>关闭过滤器 (Esc)</translation>
    </message>
    <message>
        <source>Type into “Find in log” to see only the lines that match.</source>
        <translation>在“在日志中查找”中输入内容，即可只看匹配的行。</translation>
    </message>
    <message numerus="yes">
        <source>The newest %n matching lines; there are more.</source>
        <translation>
            <numerusform>最新的 %n 个匹配行；还有更多。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n matching lines</source>
        <translation>
            <numerusform>%n 个匹配行</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kantoku::ui::LogFindBar</name>
    <message>
        <source>Find in log</source>
        <translation>在日志中查找</translation>
    </message>
    <message>
        <source>Match case</source>
        <translation>区分大小写</translation>
    </message>
    <message>
        <source>Match upper and lower case</source>
        <translation>匹配时区分大小写</translation>
    </message>
    <message>
        <source>Whole words</source>
        <translation>全字匹配</translation>
    </message>
    <message>
        <source>Match whole words only</source>
        <translation>只匹配完整的单词</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>正则表达式</translation>
    </message>
    <message>
        <source>The text is a regular expression</source>
        <translation>文本是正则表达式</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>匹配数</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>上一个匹配</translation>
    </message>
    <message>
        <source>Previous match (Shift+N, Shift+F3)</source>
        <translation>上一个匹配 (Shift+N, Shift+F3)</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>下一个匹配</translation>
    </message>
    <message>
        <source>Next match (N, F3)</source>
        <translation>下一个匹配 (N, F3)</translation>
    </message>
    <message>
        <source>Search progress</source>
        <translation>搜索进度</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop searching</source>
        <translation>停止搜索</translation>
    </message>
    <message>
        <source>Stop searching; what was found stays</source>
        <translation>停止搜索；已找到的保留</translation>
    </message>
    <message>
        <source>Search the whole log</source>
        <translation>搜索整个日志</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>过滤</translation>
    </message>
    <message>
        <source>List the matching lines below the log (Ctrl+Shift+F)</source>
        <translation>在日志下方列出匹配的行 (Ctrl+Shift+F)</translation>
    </message>
    <message>
        <source>not valid</source>
        <translation>无效</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>match</comment>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>The search went on at the other end of the log.</source>
        <translation>已从日志的另一端继续搜索。</translation>
    </message>
    <message>
        <source>%1…</source>
        <comment>matches so far</comment>
        <translation>%1…</translation>
    </message>
    <message>
        <source>no match</source>
        <translation>无匹配</translation>
    </message>
    <message numerus="yes">
        <source>%n matches</source>
        <translation>
            <numerusform>%n 个匹配</numerusform>
        </translation>
    </message>
    <message>
        <source>Search %1 More</source>
        <translation>再搜索 %1</translation>
    </message>
    <message>
        <source>Read and search also the part of the log that is not loaded</source>
        <translation>同时读取并搜索日志中未加载的部分</translation>
    </message>
    <message>
        <source>The search ended early: %1 Press to go on.</source>
        <translation>搜索提前结束：%1 按下以继续。</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::LogPanel</name>
    <message>
        <source>Follow</source>
        <translation>跟随</translation>
    </message>
    <message>
        <source>Go along with new lines (F, End)</source>
        <translation>跟随新行 (F, End)</translation>
    </message>
    <message>
        <source>Log channel</source>
        <translation>日志通道</translation>
    </message>
    <message>
        <source>Which of the program&apos;s outputs is shown</source>
        <translation>显示程序的哪个输出</translation>
    </message>
    <message>
        <source>both</source>
        <comment>outputs of a program</comment>
        <translation>两者</translation>
    </message>
    <message>
        <source>Wrap</source>
        <translation>换行</translation>
    </message>
    <message>
        <source>Wrap lines</source>
        <translation>自动换行</translation>
    </message>
    <message>
        <source>Break long lines at the edge (W)</source>
        <translation>在边缘处折断长行 (W)</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>行号</translation>
    </message>
    <message>
        <source>Line numbers</source>
        <translation>显示行号</translation>
    </message>
    <message>
        <source>Number the lines (L); where lines before were not loaded, @ and the place in bytes</source>
        <translation>为行编号 (L)；若之前的行未加载，则显示 @ 和字节位置</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Save log</source>
        <translation>保存日志</translation>
    </message>
    <message>
        <source>Write the log into a file, byte for byte</source>
        <translation>将日志逐字节写入文件</translation>
    </message>
    <message>
        <source>Clear Log…</source>
        <translation>清除日志…</translation>
    </message>
    <message>
        <source>Clear Log</source>
        <translation>清除日志</translation>
    </message>
    <message>
        <source>Delete what this log holds on the server</source>
        <translation>删除此日志在服务器上的内容</translation>
    </message>
    <message>
        <source>Save Se&amp;lection…</source>
        <translation>保存所选内容(&amp;L)…</translation>
    </message>
    <message>
        <source>&amp;Save All…</source>
        <translation>全部保存(&amp;S)…</translation>
    </message>
    <message>
        <source>Saving %1 %</source>
        <translation>正在保存 %1 %</translation>
    </message>
    <message>
        <source>No log is chosen.</source>
        <translation>未选择日志。</translation>
    </message>
    <message>
        <source>Show stdout</source>
        <translation>显示 stdout</translation>
    </message>
    <message>
        <source>Show stderr</source>
        <translation>显示 stderr</translation>
    </message>
    <message>
        <source>Opening the log…</source>
        <translation>正在打开日志…</translation>
    </message>
    <message>
        <source>The log of the server is empty.</source>
        <translation>服务器的日志为空。</translation>
    </message>
    <message>
        <source>The logs of %1 are empty, stdout and stderr.</source>
        <translation>%1 的日志（stdout 和 stderr）为空。</translation>
    </message>
    <message>
        <source>The log of %1 is empty (%2).</source>
        <comment>process, stdout or stderr</comment>
        <translation>%1 的日志（%2）为空。</translation>
    </message>
    <message>
        <source>The server has no log file.</source>
        <translation>服务器没有日志文件。</translation>
    </message>
    <message>
        <source>This program has no log file.</source>
        <translation>此程序没有日志文件。</translation>
    </message>
    <message>
        <source>The log cannot be read: %1
Trying again…</source>
        <translation>无法读取日志：%1
正在重试…</translation>
    </message>
    <message>
        <source>Try Now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>The log cannot be read: %1</source>
        <translation>无法读取日志：%1</translation>
    </message>
    <message>
        <source>Try Again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>%1 is not connected.</source>
        <translation>%1 未连接。</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Save Selection</source>
        <translation>保存所选内容</translation>
    </message>
    <message>
        <source>Save Log</source>
        <translation>保存日志</translation>
    </message>
    <message>
        <source>The log was closed.</source>
        <translation>日志已关闭。</translation>
    </message>
    <message>
        <source>Saved %1 to %2.</source>
        <translation>已将 %1 保存到 %2。</translation>
    </message>
    <message>
        <source>Delete what the log of %1 holds?</source>
        <translation>要删除 %1 的日志内容吗？</translation>
    </message>
    <message>
        <source>Delete what the logs of %1 hold, stdout and stderr?</source>
        <translation>要删除 %1 的 stdout 和 stderr 日志内容吗？</translation>
    </message>
    <message>
        <source>This cannot be undone. What is shown here stays until you close it.</source>
        <translation>此操作无法撤销。此处显示的内容会保留到您关闭为止。</translation>
    </message>
    <message>
        <source>C&amp;lear Log</source>
        <translation>清除日志(&amp;L)</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::LogSaver</name>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>Saving %1 was stopped; nothing was written.</source>
        <translation>已停止保存 %1；没有写入任何内容。</translation>
    </message>
    <message>
        <source>A part of the log is not here and cannot be read.</source>
        <translation>日志的一部分不在此处，且无法读取。</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::LogSource</name>
    <message>
        <source>The server did not answer while the log went on.</source>
        <translation>日志继续期间服务器没有响应。</translation>
    </message>
    <message>
        <source>The server&apos;s copy of the text differs from what it streams.</source>
        <translation>服务器上的文本与其流式发送的不同。</translation>
    </message>
    <message>
        <source>earlier text cannot be read</source>
        <translation>无法读取更早的文本</translation>
    </message>
    <message>
        <source>earlier text cannot be read: %1</source>
        <translation>无法读取更早的文本：%1</translation>
    </message>
    <message>
        <source>the server may have left out lines here</source>
        <translation>服务器可能在此处遗漏了行</translation>
    </message>
    <message>
        <source>The file is gone.</source>
        <translation>文件已不存在。</translation>
    </message>
    <message>
        <source>The file was replaced meanwhile, or the server gives another text than it streams.</source>
        <translation>文件在此期间被替换，或服务器给出的文本与其流式发送的不同。</translation>
    </message>
    <message>
        <source>Where this text is in the file is not known.</source>
        <translation>不知道此文本在文件中的位置。</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::LogView</name>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message numerus="yes">
        <source>%n new lines</source>
        <extracomment>A button below a log that has gone on while the reader stands still.</extracomment>
        <translation>
            <numerusform>%n 个新行</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Copy with Line &amp;Numbers</source>
        <translation>连同行号复制(&amp;N)</translation>
    </message>
    <message>
        <source>Select &amp;All</source>
        <translation>全选(&amp;A)</translation>
    </message>
    <message>
        <source>Save Se&amp;lection…</source>
        <translation>保存所选内容(&amp;L)…</translation>
    </message>
    <message>
        <source>&amp;Save All…</source>
        <translation>全部保存(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation>查找(&amp;F)…</translation>
    </message>
    <message>
        <source>F&amp;ilter</source>
        <translation>过滤(&amp;I)</translation>
    </message>
    <message>
        <source>Toggle &amp;Mark</source>
        <translation>切换标记(&amp;M)</translation>
    </message>
    <message>
        <source>Next Mar&amp;k</source>
        <translation>下一个标记(&amp;K)</translation>
    </message>
    <message>
        <source>Pre&amp;vious Mark</source>
        <translation>上一个标记(&amp;V)</translation>
    </message>
    <message>
        <source>Clear Mar&amp;ks</source>
        <translation>清除标记(&amp;K)</translation>
    </message>
    <message>
        <source>F&amp;ollow</source>
        <translation>跟随(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Wrap Lines</source>
        <translation>自动换行(&amp;W)</translation>
    </message>
    <message>
        <source>Line N&amp;umbers</source>
        <translation>行号(&amp;U)</translation>
    </message>
    <message>
        <source>Colou&amp;rs</source>
        <translation>颜色(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>显示(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Hide</source>
        <translation>隐藏(&amp;H)</translation>
    </message>
    <message>
        <source>Show the &amp;Bytes</source>
        <translation>显示字节(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Zoom</source>
        <translation>缩放(&amp;Z)</translation>
    </message>
    <message>
        <source>&amp;Larger</source>
        <translation>放大(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Smaller</source>
        <translation>缩小(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Normal Size</source>
        <translation>正常大小(&amp;N)</translation>
    </message>
    <message>
        <source>%1 of earlier text cannot be read: %2</source>
        <translation>无法读取 %1 更早的文本：%2</translation>
    </message>
    <message>
        <source>earlier text is not here</source>
        <translation>更早的文本不在此处</translation>
    </message>
    <message>
        <source>%1 of earlier text</source>
        <translation>更早的文本 %1</translation>
    </message>
    <message>
        <source>started %1</source>
        <translation>%1 已启动</translation>
    </message>
    <message>
        <source>started %1, %2</source>
        <translation>%1 已启动，%2</translation>
    </message>
    <message>
        <source>ended %1</source>
        <translation>%1 已结束</translation>
    </message>
    <message>
        <source>ended %1, %2</source>
        <translation>%1 已结束，%2</translation>
    </message>
    <message>
        <source>rotated %1</source>
        <translation>%1 已轮转</translation>
    </message>
    <message>
        <source>rotated %1; %2</source>
        <translation>%1 已轮转；%2</translation>
    </message>
    <message>
        <source>file truncated %1</source>
        <translation>%1 文件被截断</translation>
    </message>
    <message>
        <source>log cleared %1</source>
        <translation>%1 日志被清除</translation>
    </message>
    <message>
        <source>connection lost %1: %2</source>
        <translation>%1 连接断开：%2</translation>
    </message>
    <message>
        <source>connected again %1</source>
        <translation>%1 已重新连接</translation>
    </message>
    <message>
        <source>text may be missing here</source>
        <translation>此处可能缺少文本</translation>
    </message>
    <message>
        <source>%1 missing here</source>
        <translation>此处缺少 %1</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>无法读取 %1：%2</translation>
    </message>
    <message>
        <source>%1 not loaded yet</source>
        <translation>%1 尚未加载</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::MainLogDock</name>
    <message>
        <source>Main Log</source>
        <translation>主日志</translation>
    </message>
    <message>
        <source>Main Log: %1</source>
        <translation>主日志：%1</translation>
    </message>
    <message>
        <source>Main log</source>
        <translation>主日志</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::MainWindow</name>
    <message>
        <source>Kantoku</source>
        <translation>Kantoku</translation>
    </message>
    <message>
        <source>No server is open.</source>
        <translation>没有打开的服务器。</translation>
    </message>
    <message>
        <source>The server is not connected.</source>
        <translation>服务器未连接。</translation>
    </message>
    <message>
        <source>The server is connected.</source>
        <translation>服务器已连接。</translation>
    </message>
    <message>
        <source>About Kantoku</source>
        <translation>关于 Kantoku</translation>
    </message>
    <message>
        <source>Kantoku %1</source>
        <translation>Kantoku %1</translation>
    </message>
    <message>
        <source>A process manager with a desktop in front of it, compatible with Supervisor.

Free software under the GNU General Public License, version 3 or later.</source>
        <translation>带有桌面界面、与 Supervisor 兼容的进程管理器。

依据 GNU 通用公共许可证第 3 版或更高版本发布的自由软件。</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>Open a server by its address</source>
        <translation>按地址打开服务器</translation>
    </message>
    <message>
        <source>Run &amp;Configuration File…</source>
        <translation>运行配置文件(&amp;C)…</translation>
    </message>
    <message>
        <source>Start a daemon of your own on a supervisord.conf</source>
        <translation>用 supervisord.conf 启动您自己的守护进程</translation>
    </message>
    <message>
        <source>&amp;New Configuration File…</source>
        <translation>新建配置文件(&amp;N)…</translation>
    </message>
    <message>
        <source>Write a configuration to begin with, and start a daemon of your own on it</source>
        <translation>写入初始配置，并用它启动您自己的守护进程</translation>
    </message>
    <message>
        <source>Connect to the server again</source>
        <translation>再次连接到服务器</translation>
    </message>
    <message>
        <source>&amp;Reconnect</source>
        <translation>重新连接(&amp;R)</translation>
    </message>
    <message>
        <source>Let go of the server and connect to it again</source>
        <translation>断开服务器并重新连接</translation>
    </message>
    <message>
        <source>Rena&amp;me…</source>
        <translation>重命名(&amp;M)…</translation>
    </message>
    <message>
        <source>Give the server a name of your own</source>
        <translation>为服务器取一个您自己的名称</translation>
    </message>
    <message>
        <source>&amp;Edit…</source>
        <translation>编辑(&amp;E)…</translation>
    </message>
    <message>
        <source>Change the server&apos;s address, user or password</source>
        <translation>更改服务器的地址、用户或密码</translation>
    </message>
    <message>
        <source>&amp;Disconnect</source>
        <translation>断开连接(&amp;D)</translation>
    </message>
    <message>
        <source>Let go of the server until you connect again</source>
        <translation>断开服务器，直到您再次连接</translation>
    </message>
    <message>
        <source>Remo&amp;ve Server…</source>
        <translation>移除服务器(&amp;V)…</translation>
    </message>
    <message>
        <source>Take the server out of this window; it goes on running</source>
        <translation>将服务器从此窗口移除；它会继续运行</translation>
    </message>
    <message>
        <source>What closing the window does to daemons that it has started</source>
        <translation>关闭窗口时如何处理由它启动的守护进程</translation>
    </message>
    <message>
        <source>&amp;Ask</source>
        <translation>询问(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Keep Them Running</source>
        <translation>保持运行(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Stop Them</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Shut Down…</source>
        <translation>关闭服务器(&amp;S)…</translation>
    </message>
    <message>
        <source>End the server and all its programs</source>
        <translation>结束服务器及其所有程序</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Close Kantoku</source>
        <translation>关闭 Kantoku</translation>
    </message>
    <message>
        <source>&amp;Reread…</source>
        <translation>重新读取(&amp;R)…</translation>
    </message>
    <message>
        <source>See what the configuration files say now, and load it</source>
        <translation>查看配置文件的当前内容并加载</translation>
    </message>
    <message>
        <source>&amp;Update…</source>
        <translation>更新(&amp;U)…</translation>
    </message>
    <message>
        <source>See which groups differ from the files, and restart them</source>
        <translation>查看与文件不同的组并重新启动它们</translation>
    </message>
    <message>
        <source>Re&amp;load Server…</source>
        <translation>重新加载服务器(&amp;L)…</translation>
    </message>
    <message>
        <source>Restart the server with its configuration read anew</source>
        <translation>重新读取配置并重新启动服务器</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>启动(&amp;S)</translation>
    </message>
    <message>
        <source>Start what is selected</source>
        <translation>启动所选项目</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>停止(&amp;T)</translation>
    </message>
    <message>
        <source>Stop what is selected</source>
        <translation>停止所选项目</translation>
    </message>
    <message>
        <source>&amp;Restart</source>
        <translation>重新启动(&amp;R)</translation>
    </message>
    <message>
        <source>Stop what is selected and start it again</source>
        <translation>停止所选项目并再次启动</translation>
    </message>
    <message>
        <source>Si&amp;gnal</source>
        <translation>信号(&amp;G)</translation>
    </message>
    <message>
        <source>Send a signal to what is selected</source>
        <translation>向所选项目发送信号</translation>
    </message>
    <message>
        <source>Send to St&amp;din…</source>
        <translation>发送到标准输入(&amp;D)…</translation>
    </message>
    <message>
        <source>Send a line to the standard input of what is selected</source>
        <translation>向所选项目的标准输入发送一行</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <comment>copy the name</comment>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>Copy the names of what is selected</source>
        <translation>复制所选项目的名称</translation>
    </message>
    <message>
        <source>&amp;PID</source>
        <comment>copy the pid</comment>
        <translation>PID(&amp;P)</translation>
    </message>
    <message>
        <source>Copy the process ids of what is selected</source>
        <translation>复制所选项目的进程 ID</translation>
    </message>
    <message>
        <source>&amp;Command Line</source>
        <comment>copy the command line</comment>
        <translation>命令行(&amp;C)</translation>
    </message>
    <message>
        <source>Copy the command lines of what is selected</source>
        <translation>复制所选项目的命令行</translation>
    </message>
    <message>
        <source>&amp;Status Line</source>
        <comment>copy the line</comment>
        <translation>状态行(&amp;S)</translation>
    </message>
    <message>
        <source>Copy what supervisorctl status would print</source>
        <translation>复制 supervisorctl status 会输出的内容</translation>
    </message>
    <message>
        <source>&amp;Log</source>
        <comment>verb: show the log</comment>
        <translation>显示日志(&amp;L)</translation>
    </message>
    <message>
        <source>Show the log of what is selected (Enter)</source>
        <translation>显示所选项目的日志 (Enter)</translation>
    </message>
    <message>
        <source>Log &amp;Beside</source>
        <translation>并排显示日志(&amp;B)</translation>
    </message>
    <message>
        <source>Open the logs of what is selected beside each other, each in a tab of its own</source>
        <translation>并排打开所选项目的日志，每个一个标签页</translation>
    </message>
    <message>
        <source>Log in a &amp;Window</source>
        <translation>在窗口中显示日志(&amp;W)</translation>
    </message>
    <message>
        <source>Open the logs of what is selected, each in a window of its own</source>
        <translation>打开所选项目的日志，每个一个窗口</translation>
    </message>
    <message>
        <source>&amp;Clear Log</source>
        <translation>清除日志(&amp;C)</translation>
    </message>
    <message>
        <source>Empty the log files of what is selected</source>
        <translation>清空所选项目的日志文件</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>刷新(&amp;R)</translation>
    </message>
    <message>
        <source>Ask the servers for their state now</source>
        <translation>立即查询服务器的状态</translation>
    </message>
    <message>
        <source>Find a command or a process by a few letters</source>
        <translation>用几个字母查找命令或进程</translation>
    </message>
    <message>
        <source>&amp;Filter Processes</source>
        <translation>过滤进程(&amp;F)</translation>
    </message>
    <message>
        <source>Go to the filter</source>
        <translation>转到过滤器</translation>
    </message>
    <message>
        <source>&amp;Trouble First</source>
        <translation>问题优先(&amp;T)</translation>
    </message>
    <message>
        <source>Show what is in trouble at the top, in any order</source>
        <translation>无论如何排序，都将有问题的显示在最前</translation>
    </message>
    <message>
        <source>&amp;Console</source>
        <translation>控制台(&amp;C)</translation>
    </message>
    <message>
        <source>Show the console of the server</source>
        <translation>显示服务器的控制台</translation>
    </message>
    <message>
        <source>&amp;Main Log</source>
        <translation>主日志(&amp;M)</translation>
    </message>
    <message>
        <source>Show the log of the server itself</source>
        <translation>显示服务器自身的日志</translation>
    </message>
    <message>
        <source>Choose the window&apos;s colours</source>
        <translation>选择窗口的颜色</translation>
    </message>
    <message>
        <source>As the &amp;System</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Next Pane</source>
        <translation>下一个窗格(&amp;N)</translation>
    </message>
    <message>
        <source>Move to the next part of the window</source>
        <translation>移到窗口的下一部分</translation>
    </message>
    <message>
        <source>Restore &amp;Default Layout</source>
        <translation>恢复默认布局(&amp;D)</translation>
    </message>
    <message>
        <source>Put columns, panes and docks back where they were at first</source>
        <translation>将列、窗格和停靠栏恢复到最初的位置</translation>
    </message>
    <message>
        <source>&amp;About Kantoku</source>
        <translation>关于 Kantoku(&amp;A)</translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation>版本和许可证</translation>
    </message>
    <message>
        <source>many programs read their configuration again</source>
        <translation>许多程序会重新读取配置</translation>
    </message>
    <message>
        <source>interrupt, as Ctrl+C</source>
        <translation>中断，如同 Ctrl+C</translation>
    </message>
    <message>
        <source>please end</source>
        <translation>请结束</translation>
    </message>
    <message>
        <source>end, often after finishing work</source>
        <translation>结束，通常在完成工作之后</translation>
    </message>
    <message>
        <source>end at once, nothing is saved</source>
        <translation>立即结束，不保存任何内容</translation>
    </message>
    <message>
        <source>the program&apos;s own meaning</source>
        <translation>由程序自行定义</translation>
    </message>
    <message>
        <source>pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>go on after a pause</source>
        <translation>暂停后继续</translation>
    </message>
    <message>
        <source>&amp;Server</source>
        <translation>服务器(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Process</source>
        <translation>进程(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Log</source>
        <translation>日志(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Configuration</source>
        <translation>配置(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>Col&amp;umns</source>
        <translation>列(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Main toolbar</source>
        <translation>主工具栏</translation>
    </message>
    <message>
        <source>Signal %1</source>
        <translation>信号 %1</translation>
    </message>
    <message>
        <source>Select one process.</source>
        <translation>请选择一个进程。</translation>
    </message>
    <message>
        <source>Show Con&amp;figuration</source>
        <translation>显示配置(&amp;F)</translation>
    </message>
    <message>
        <source>Show every option of the selected process, and where it is set</source>
        <translation>显示所选进程的所有选项及其设置位置</translation>
    </message>
    <message>
        <source>&amp;Preferences…</source>
        <translation>首选项(&amp;P)…</translation>
    </message>
    <message>
        <source>Choose language, colours, shortcuts and more</source>
        <translation>选择语言、颜色、快捷键等</translation>
    </message>
    <message>
        <source>&amp;Mute Notices</source>
        <translation>静音通知(&amp;M)</translation>
    </message>
    <message>
        <source>Do not tell when this process gets into trouble</source>
        <translation>此进程出现问题时不通知</translation>
    </message>
    <message>
        <source>Mute Notices o&amp;f the Server</source>
        <translation>静音服务器的通知(&amp;F)</translation>
    </message>
    <message>
        <source>Do not tell when processes of this server come into trouble</source>
        <translation>此服务器的进程出现问题时不通知</translation>
    </message>
    <message>
        <source>Connec&amp;t</source>
        <translation>连接(&amp;T)</translation>
    </message>
    <message>
        <source>Find Comm&amp;and…</source>
        <translation>查找命令(&amp;A)…</translation>
    </message>
    <message>
        <source>Own D&amp;aemons at Close</source>
        <translation>关闭时自己的守护进程(&amp;A)</translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation>复制(&amp;Y)</translation>
    </message>
    <message>
        <source>C&amp;olours</source>
        <translation>颜色(&amp;O)</translation>
    </message>
    <message>
        <source>No server has a process called %1; its log opens if it comes.</source>
        <translation>没有服务器有名为 %1 的进程；它出现时会打开其日志。</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::MergedLog</name>
    <message>
        <source>earlier text is in stdout and stderr, each by itself</source>
        <translation>更早的文本分别在 stdout 和 stderr 中</translation>
    </message>
    <message>
        <source>%1 until now</source>
        <translation>截至目前 %1</translation>
    </message>
    <message>
        <source>from here on as it arrives</source>
        <translation>从此处起按到达顺序</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::MessageBar</name>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Details</source>
        <comment>button</comment>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Close message</source>
        <translation>关闭消息</translation>
    </message>
    <message>
        <source>Close this message (Esc)</source>
        <translation>关闭此消息 (Esc)</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::MutedModel</name>
    <message>
        <source>all of the server</source>
        <translation>整个服务器</translation>
    </message>
    <message>
        <source>Process</source>
        <comment>column</comment>
        <translation>进程</translation>
    </message>
    <message>
        <source>Server</source>
        <comment>column</comment>
        <translation>服务器</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::Notices</name>
    <message numerus="yes">
        <source>%n process(es) came into trouble: %1</source>
        <translation>
            <numerusform>%n 个进程出现问题：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 was given up: it failed to start too often.</source>
        <translation>%1 多次启动失败，已放弃。</translation>
    </message>
    <message>
        <source>%1 ended unexpectedly.</source>
        <translation>%1 意外退出。</translation>
    </message>
    <message>
        <source>%1 ends and is started again and again.</source>
        <translation>%1 反复退出并重新启动。</translation>
    </message>
    <message>
        <source>No server is open.</source>
        <translation>没有打开的服务器。</translation>
    </message>
    <message>
        <source>%1 running, %2 in trouble, %3 stopped.</source>
        <comment>numbers of processes</comment>
        <translation>%1 个运行中，%2 个有问题，%3 个已停止。</translation>
    </message>
    <message>
        <source>Show</source>
        <comment>a process</comment>
        <translation>显示</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::NoticesPage</name>
    <message>
        <source>Nothing is muted. “Mute Notices” in the menu of a process or of a server does that.</source>
        <translation>没有静音任何通知。可以用进程或服务器菜单中的“静音通知”来静音。</translation>
    </message>
    <message>
        <source>&amp;Unmute</source>
        <translation>取消静音(&amp;U)</translation>
    </message>
    <message>
        <source>Tell when a process comes into &amp;trouble</source>
        <translation>进程出现问题时通知(&amp;T)</translation>
    </message>
    <message>
        <source>Muted notices</source>
        <translation>已静音的通知</translation>
    </message>
    <message>
        <source>&amp;Muted:</source>
        <translation>已静音(&amp;M)：</translation>
    </message>
    <message>
        <source>Tell again of what is selected</source>
        <translation>重新通知所选的内容</translation>
    </message>
    <message>
        <source>Show an icon &amp;beside the clock, where the desktop has a place for it</source>
        <translation>在时钟旁显示图标（如果桌面支持）(&amp;B)</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::OpenServerDialog</name>
    <message>
        <source>Open Server</source>
        <translation>打开服务器</translation>
    </message>
    <message>
        <source>%1  (of %2)</source>
        <translation>%1  （%2）</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>The test was stopped.</source>
        <translation>测试已停止。</translation>
    </message>
    <message>
        <source>Asking %1…</source>
        <translation>正在询问 %1…</translation>
    </message>
    <message numerus="yes">
        <source>It answers: %1 with %n process(es).</source>
        <translation>
            <numerusform>有响应：%1，%n 个进程。</numerusform>
        </translation>
    </message>
    <message>
        <source>Server of a Configuration File</source>
        <translation>配置文件的服务器</translation>
    </message>
    <message>
        <source>Configuration files (*.conf *.ini);;All files (*)</source>
        <translation>配置文件 (*.conf *.ini);;所有文件 (*)</translation>
    </message>
    <message>
        <source>&amp;Found on this machine:</source>
        <translation>在本机上找到(&amp;F)：</translation>
    </message>
    <message>
        <source>Found on this machine</source>
        <translation>在本机上找到</translation>
    </message>
    <message>
        <source>There is no socket in the usual places of supervisord and kantokud.</source>
        <translation>在 supervisord 和 kantokud 的常用位置没有套接字。</translation>
    </message>
    <message>
        <source>&amp;Look Again</source>
        <translation>再次查找(&amp;L)</translation>
    </message>
    <message>
        <source>Socket on this machine (unix://)</source>
        <translation>本机套接字 (unix://)</translation>
    </message>
    <message>
        <source>TCP (http://)</source>
        <translation>TCP (http://)</translation>
    </message>
    <message>
        <source>TCP, encrypted (https://)</source>
        <translation>加密的 TCP (https://)</translation>
    </message>
    <message>
        <source>Socket of another machine, by your own SSH (ssh://)</source>
        <translation>通过您自己的 SSH 连接其他机器的套接字 (ssh://)</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>only where the server asks for one</source>
        <translation>仅在服务器要求时</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Keep the password</source>
        <translation>保存密码</translation>
    </message>
    <message>
        <source>in the keychain</source>
        <translation>保存在密钥链中</translation>
    </message>
    <message>
        <source>for this run only</source>
        <translation>仅限本次运行</translation>
    </message>
    <message>
        <source>&amp;Address:</source>
        <translation>地址(&amp;A)：</translation>
    </message>
    <message>
        <source>&amp;User:</source>
        <translation>用户(&amp;U)：</translation>
    </message>
    <message>
        <source>&amp;Password:</source>
        <translation>密码(&amp;P)：</translation>
    </message>
    <message>
        <source>Result of the test</source>
        <translation>测试结果</translation>
    </message>
    <message>
        <source>The test is under way</source>
        <translation>测试正在进行</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>测试(&amp;T)</translation>
    </message>
    <message>
        <source>C&amp;onnect</source>
        <translation>连接(&amp;O)</translation>
    </message>
    <message>
        <source>C&amp;hange Address</source>
        <translation>更改地址(&amp;H)</translation>
    </message>
    <message>
        <source>From a Confi&amp;guration File…</source>
        <translation>从配置文件(&amp;G)…</translation>
    </message>
    <message>
        <source>Kind of connection</source>
        <translation>连接方式</translation>
    </message>
    <message>
        <source>Without a keychain, passwords are kept for this run only.</source>
        <translation>没有可用的密钥链，密码仅在本次运行期间保留。</translation>
    </message>
    <message>
        <source>Connect &amp;by:</source>
        <translation>连接方式(&amp;B)：</translation>
    </message>
    <message>
        <source>&amp;Keep password:</source>
        <translation>保存密码(&amp;K)：</translation>
    </message>
    <message>
        <source>Supervisor&apos;s &amp;user:</source>
        <translation>Supervisor 的用户(&amp;U)：</translation>
    </message>
    <message>
        <source>Supervisor&apos;s &amp;password:</source>
        <translation>Supervisor 的密码(&amp;P)：</translation>
    </message>
    <message>
        <source>ssh logs in as it does in a terminal, and asks here if it has to ask. User and password below are those of the supervisor&apos;s configuration; most sockets have none.</source>
        <translation>ssh 会像在终端中一样登录，需要询问时会在这里询问。下面的用户和密码是 Supervisor 配置中的；套接字大多不需要。</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::OptionsModel</name>
    <message>
        <source>%1 (of the group)</source>
        <translation>%1（组的设置）</translation>
    </message>
    <message>
        <source>default</source>
        <comment>an option that is not set</comment>
        <translation>默认</translation>
    </message>
    <message>
        <source>Option</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Runs with</source>
        <comment>column: the active layer</comment>
        <translation>正在使用</translation>
    </message>
    <message>
        <source>Loaded</source>
        <comment>column: the loaded layer</comment>
        <translation>已加载</translation>
    </message>
    <message>
        <source>On disk</source>
        <comment>column: the layer on disk</comment>
        <translation>磁盘上</translation>
    </message>
    <message>
        <source>Set in</source>
        <comment>column: file and line</comment>
        <translation>设置位置</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::OptionsPane</name>
    <message>
        <source>&amp;Only what is set</source>
        <translation>仅已设置的(&amp;O)</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Where the configuration is written</source>
        <translation>配置写在何处</translation>
    </message>
    <message>
        <source>Show passwords and the values of environment variables</source>
        <translation>显示密码和环境变量的值</translation>
    </message>
    <message>
        <source>This server is not a kantokud: it tells some options as they were loaded, not where they are written, nor what is on disk.</source>
        <translation>此服务器不是 kantokud：它只提供部分选项加载时的值，不提供其书写位置和磁盘上的内容。</translation>
    </message>
    <message>
        <source>%1. The files have errors now: Reread… shows them.</source>
        <comment>section, file and line</comment>
        <translation>%1。文件现在有错误：“重新读取…”可显示它们。</translation>
    </message>
    <message numerus="yes">
        <source>%n option(s) differ between the layers. Reread… loads what is on disk, Update… applies it.</source>
        <translation>
            <numerusform>%n 个选项在各层之间不同。“重新读取…”加载磁盘上的内容，“更新…”将其应用。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1. What is on disk, what was loaded and what runs are the same.</source>
        <comment>section, file and line</comment>
        <translation>%1。磁盘上的、已加载的和正在使用的都相同。</translation>
    </message>
    <message>
        <source>Show secre&amp;ts</source>
        <translation>显示机密(&amp;T)</translation>
    </message>
    <message>
        <source>%1.</source>
        <comment>section, file and line</comment>
        <translation>%1。</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::OverviewPanel</name>
    <message>
        <source>Why it is not running</source>
        <translation>为何未运行</translation>
    </message>
    <message>
        <source>State:</source>
        <translation>状态：</translation>
    </message>
    <message>
        <source>Process id:</source>
        <translation>进程 ID：</translation>
    </message>
    <message>
        <source>Last start:</source>
        <translation>上次启动：</translation>
    </message>
    <message>
        <source>Last end:</source>
        <translation>上次结束：</translation>
    </message>
    <message>
        <source>Ended with:</source>
        <translation>结束方式：</translation>
    </message>
    <message>
        <source>Server&apos;s reason:</source>
        <translation>服务器给出的原因：</translation>
    </message>
    <message>
        <source>Restarts:</source>
        <translation>重启次数：</translation>
    </message>
    <message>
        <source>Command:</source>
        <translation>命令：</translation>
    </message>
    <message>
        <source>Directory:</source>
        <translation>目录：</translation>
    </message>
    <message>
        <source>User:</source>
        <translation>用户：</translation>
    </message>
    <message>
        <source>Group:</source>
        <translation>组：</translation>
    </message>
    <message>
        <source>Standard output:</source>
        <translation>标准输出：</translation>
    </message>
    <message>
        <source>Standard error:</source>
        <translation>标准错误：</translation>
    </message>
    <message>
        <source>not logged to a file</source>
        <translation>不记录到文件</translation>
    </message>
    <message>
        <source>none since this window connected %1 ago</source>
        <comment>a span of time</comment>
        <translation>无（此窗口 %1 前连接以来）</translation>
    </message>
    <message numerus="yes">
        <source>%n since this window connected %1 ago</source>
        <translation>
            <numerusform>%n 次（此窗口 %1 前连接以来）</numerusform>
        </translation>
    </message>
    <message>
        <source>same as the server</source>
        <translation>与服务器相同</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::OverviewStrip</name>
    <message>
        <source>Matches and marks in the whole log; press to go there</source>
        <translation>整个日志中的匹配和标记；按下可转到该处</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>首选项</translation>
    </message>
    <message>
        <source>&amp;General</source>
        <translation>常规(&amp;G)</translation>
    </message>
    <message>
        <source>Ser&amp;vers</source>
        <translation>服务器(&amp;V)</translation>
    </message>
    <message>
        <source>L&amp;ogs</source>
        <translation>日志(&amp;O)</translation>
    </message>
    <message>
        <source>Not&amp;ices</source>
        <translation>通知(&amp;I)</translation>
    </message>
    <message>
        <source>S&amp;hortcuts</source>
        <translation>快捷键(&amp;H)</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::ProcessActions</name>
    <message>
        <source>Select a process first.</source>
        <translation>请先选择一个进程。</translation>
    </message>
    <message>
        <source>This was started by a process above it and is not controlled by itself.</source>
        <translation>它由上级进程启动，不能单独控制。</translation>
    </message>
    <message>
        <source>There is no process in what is selected.</source>
        <translation>所选内容中没有进程。</translation>
    </message>
    <message>
        <source>The server is not connected.</source>
        <translation>服务器未连接。</translation>
    </message>
    <message>
        <source>Nothing of what is selected is stopped.</source>
        <translation>所选内容中没有已停止的。</translation>
    </message>
    <message>
        <source>Nothing of what is selected is running.</source>
        <translation>所选内容中没有正在运行的。</translation>
    </message>
    <message>
        <source>What is selected is being stopped.</source>
        <translation>所选内容正在停止。</translation>
    </message>
    <message>
        <source>Nothing of what is selected has a log file.</source>
        <translation>所选内容都没有日志文件。</translation>
    </message>
    <message>
        <source>Nothing of what is selected is in the state RUNNING.</source>
        <translation>所选内容中没有处于 RUNNING 状态的。</translation>
    </message>
    <message>
        <source>Select one process first.</source>
        <translation>请先选择一个进程。</translation>
    </message>
    <message>
        <source>This program has no log file.</source>
        <translation>此程序没有日志文件。</translation>
    </message>
    <message>
        <source>Nothing of what is selected has a process id.</source>
        <translation>所选内容都没有进程 ID。</translation>
    </message>
    <message numerus="yes">
        <source>%n process(es)</source>
        <translation>
            <numerusform>%n 个进程</numerusform>
        </translation>
    </message>
    <message>
        <source>On %1.</source>
        <comment>a server&apos;s name, or several</comment>
        <translation>位于 %1。</translation>
    </message>
    <message>
        <source>Stop Processes</source>
        <translation>停止进程</translation>
    </message>
    <message numerus="yes">
        <source>Stop %n running process(es)?</source>
        <translation>
            <numerusform>要停止 %n 个正在运行的进程吗？</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Stop %n Process(es)</source>
        <translation>
            <numerusform>停止 %n 个进程(&amp;S)</numerusform>
        </translation>
    </message>
    <message>
        <source>Restart Processes</source>
        <translation>重新启动进程</translation>
    </message>
    <message numerus="yes">
        <source>Restart %n process(es)?</source>
        <translation>
            <numerusform>要重新启动 %n 个进程吗？</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them run now and will be interrupted.</source>
        <translation>
            <numerusform>其中 %n 个正在运行，将被中断。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Restart %n Process(es)</source>
        <translation>
            <numerusform>重新启动 %n 个进程(&amp;R)</numerusform>
        </translation>
    </message>
    <message>
        <source>Clear Log</source>
        <translation>清除日志</translation>
    </message>
    <message>
        <source>Clear the log of %1?</source>
        <translation>要清除 %1 的日志吗？</translation>
    </message>
    <message numerus="yes">
        <source>Clear the logs of %n process(es)?</source>
        <translation>
            <numerusform>要清除 %n 个进程的日志吗？</numerusform>
        </translation>
    </message>
    <message>
        <source>What is in the log files, and in the rotated ones beside them, is lost.</source>
        <translation>日志文件及其旁边已轮转文件中的内容将丢失。</translation>
    </message>
    <message>
        <source>&amp;Clear Log</source>
        <translation>清除日志(&amp;C)</translation>
    </message>
    <message>
        <source>Starting %1…</source>
        <translation>正在启动 %1…</translation>
    </message>
    <message>
        <source>Stopping %1…</source>
        <translation>正在停止 %1…</translation>
    </message>
    <message>
        <source>Restarting %1…</source>
        <translation>正在重新启动 %1…</translation>
    </message>
    <message>
        <source>Clearing the log of %1…</source>
        <translation>正在清除 %1 的日志…</translation>
    </message>
    <message>
        <source>Started %1.</source>
        <translation>已启动 %1。</translation>
    </message>
    <message>
        <source>Stopped %1.</source>
        <translation>已停止 %1。</translation>
    </message>
    <message>
        <source>Restarted %1.</source>
        <translation>已重新启动 %1。</translation>
    </message>
    <message>
        <source>Cleared the log of %1.</source>
        <translation>已清除 %1 的日志。</translation>
    </message>
    <message>
        <source>Stop Again</source>
        <translation>再次停止</translation>
    </message>
    <message>
        <source>Start Again</source>
        <translation>再次启动</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <comment>process, server</comment>
        <translation>%2 上的 %1</translation>
    </message>
    <message>
        <source>%1 of %2 worked; the first that did not is %3</source>
        <comment>numbers, then name and reason</comment>
        <translation>%2 个中有 %1 个成功；首个失败的是 %3</translation>
    </message>
    <message>
        <source>Send a Signal</source>
        <translation>发送信号</translation>
    </message>
    <message numerus="yes">
        <source>Send SIG%1 to %n process(es)?</source>
        <translation>
            <numerusform>要向 %n 个进程发送 SIG%1 吗？</numerusform>
        </translation>
    </message>
    <message>
        <source>It ends or pauses a program that does not expect it.</source>
        <translation>未预料到它的程序会结束或暂停。</translation>
    </message>
    <message>
        <source>&amp;Send SIG%1</source>
        <translation>发送 SIG%1(&amp;S)</translation>
    </message>
    <message>
        <source>Sent SIG%1 to %2.</source>
        <translation>已向 %2 发送 SIG%1。</translation>
    </message>
    <message>
        <source>Sending SIG%1…</source>
        <translation>正在发送 SIG%1…</translation>
    </message>
    <message>
        <source>Sent the text to %1.</source>
        <translation>已将文本发送给 %1。</translation>
    </message>
    <message>
        <source>Sending text…</source>
        <translation>正在发送文本…</translation>
    </message>
    <message>
        <source>Stop %1?</source>
        <translation>要停止 %1 吗？</translation>
    </message>
    <message>
        <source>Restart %1?</source>
        <translation>要重新启动 %1 吗？</translation>
    </message>
    <message>
        <source>Nothing of it is running now.</source>
        <translation>其中没有正在运行的。</translation>
    </message>
    <message>
        <source>It is running now and will be interrupted.</source>
        <translation>它正在运行，将被中断。</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::ProcessModel</name>
    <message>
        <source>Name</source>
        <comment>column</comment>
        <translation>名称</translation>
    </message>
    <message>
        <source>State</source>
        <comment>column</comment>
        <translation>状态</translation>
    </message>
    <message>
        <source>PID</source>
        <comment>column</comment>
        <translation>PID</translation>
    </message>
    <message>
        <source>Uptime</source>
        <comment>column</comment>
        <translation>运行时间</translation>
    </message>
    <message>
        <source>CPU</source>
        <comment>column</comment>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <comment>column</comment>
        <translation>内存</translation>
    </message>
    <message>
        <source>Restarts</source>
        <comment>column</comment>
        <translation>重启</translation>
    </message>
    <message>
        <source>Config</source>
        <comment>column</comment>
        <translation>配置</translation>
    </message>
    <message>
        <source>Description</source>
        <comment>column</comment>
        <translation>说明</translation>
    </message>
    <message>
        <source>Share of one processor that the process and its descendants use; 200 % keeps two busy</source>
        <translation>进程及其后代占用单个处理器的比例；200 % 表示占满两个</translation>
    </message>
    <message>
        <source>Resident memory of the process and its descendants; what they share counts for each</source>
        <translation>进程及其后代的常驻内存；共享的部分会各自计入</translation>
    </message>
    <message>
        <source>How often the process was started again since this window has known its server</source>
        <translation>自此窗口了解其服务器以来，进程被再次启动的次数</translation>
    </message>
    <message>
        <source>Where the configuration on disk or as loaded is not what the process runs with</source>
        <translation>磁盘上或已加载的配置与进程正在使用的不同之处</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a row&apos;s name, its state</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1 of %2 running</source>
        <comment>running processes, all</comment>
        <translation>%1/%2 个运行</translation>
    </message>
    <message numerus="yes">
        <source>%n in trouble</source>
        <translation>
            <numerusform>%n 个有问题</numerusform>
        </translation>
    </message>
    <message>
        <source>connecting…</source>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>%1, as of %2 ago</source>
        <comment>offline, a span of time</comment>
        <translation>%1，%2 前的状态</translation>
    </message>
    <message>
        <source>%1
A process of the operating system, started by %2 or by one of its own.</source>
        <comment>command line, name</comment>
        <translation>%1
操作系统的进程，由 %2 或其子进程启动。</translation>
    </message>
    <message>
        <source>This server cannot tell what its processes use; a kantokud can.</source>
        <translation>此服务器无法提供进程的资源占用情况；kantokud 可以。</translation>
    </message>
    <message>
        <source>Starts after the first since this window connected, each told by the server.</source>
        <translation>自此窗口连接以来首次之后的启动次数，均由服务器告知。</translation>
    </message>
    <message>
        <source>Counted by changes of the process id and the start time since this window was opened; this server does not tell its starts, so quick ones may be missing.</source>
        <translation>按此窗口打开以来进程 ID 和启动时间的变化计数；此服务器不告知启动，因此可能遗漏快速的启动。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>name, explanation</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: %2 running, %3 in trouble, %4 stopped</source>
        <translation>%1：%2 个运行，%3 个有问题，%4 个停止</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::ProcessPane</name>
    <message>
        <source>Filter processes</source>
        <translation>过滤进程</translation>
    </message>
    <message>
        <source>Part of a name, a glob such as web:*, state:fatal or group:web; several words must all match</source>
        <translation>名称的一部分、web:* 之类的通配符、state:fatal 或 group:web；多个词须全部匹配</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>进程</translation>
    </message>
    <message>
        <source>No process is in this state.</source>
        <translation>没有进程处于此状态。</translation>
    </message>
    <message>
        <source>No process matches “%1”.</source>
        <translation>没有进程与“%1”匹配。</translation>
    </message>
    <message>
        <source>Clear &amp;Filter</source>
        <translation>清除筛选(&amp;F)</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::ProcessTabs</name>
    <message>
        <source>Selected process</source>
        <translation>所选进程</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>Log</source>
        <comment>tab</comment>
        <translation>日志</translation>
    </message>
    <message>
        <source>Configuration</source>
        <comment>tab</comment>
        <translation>配置</translation>
    </message>
    <message>
        <source>History</source>
        <comment>tab</comment>
        <translation>历史</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::RereadDialog</name>
    <message>
        <source>The files have errors. Nothing is read until they are fixed.</source>
        <translation>文件有错误。修正之前不会读取任何内容。</translation>
    </message>
    <message>
        <source>The files say what the groups already run with.</source>
        <translation>文件的内容与各组正在使用的配置相同。</translation>
    </message>
    <message>
        <source>Reread Configuration</source>
        <translation>重新读取配置</translation>
    </message>
    <message>
        <source>This server is not a kantokud: to compare, it has loaded its files just now. Below is what was loaded before and after, without files and lines. Nothing is running differently until you update.</source>
        <translation>此服务器不是 kantokud：为了比较，它刚刚加载了文件。下面是加载前后的内容，不含文件和行号。更新之前运行状况不会改变。</translation>
    </message>
    <message>
        <source>Reread loads the files. What runs does not change until you update.</source>
        <translation>将加载文件。更新之前运行状况不会改变。</translation>
    </message>
    <message>
        <source>&amp;Update Programs…</source>
        <translation>更新程序(&amp;U)…</translation>
    </message>
    <message>
        <source>&amp;Reread</source>
        <translation>重新读取(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Changes</source>
        <translation>更改(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Text</source>
        <translation>文本(&amp;T)</translation>
    </message>
    <message>
        <source>%1.</source>
        <comment>a sentence</comment>
        <translation>%1。</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::ServerActions</name>
    <message>
        <source>A daemon already runs on %1; it goes on when this window closes.</source>
        <translation>%1 上已有守护进程在运行；此窗口关闭后它会继续运行。</translation>
    </message>
    <message>
        <source>Run Configuration File</source>
        <translation>运行配置文件</translation>
    </message>
    <message>
        <source>Configuration files (*.conf *.ini);;All files (*)</source>
        <translation>配置文件 (*.conf *.ini);;所有文件 (*)</translation>
    </message>
    <message>
        <source>New Configuration File</source>
        <translation>新建配置文件</translation>
    </message>
    <message>
        <source>Edit the File</source>
        <translation>编辑文件</translation>
    </message>
    <message>
        <source>Wrote %1. Put your programs into it, then choose Reread.</source>
        <translation>已写入 %1。请将您的程序写入其中，然后选择“重新读取”。</translation>
    </message>
    <message>
        <source>Edit Server</source>
        <translation>编辑服务器</translation>
    </message>
    <message>
        <source>Try Again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Open Server</source>
        <translation>打开服务器</translation>
    </message>
    <message>
        <source>Rename Server</source>
        <translation>重命名服务器</translation>
    </message>
    <message>
        <source>Name of %1 (empty: its own):</source>
        <translation>%1 的名称，留空则使用其原名：</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>重命名(&amp;R)</translation>
    </message>
    <message>
        <source>Remove Server</source>
        <translation>移除服务器</translation>
    </message>
    <message>
        <source>Remove %1 from this window?</source>
        <translation>要将 %1 从此窗口移除吗？</translation>
    </message>
    <message>
        <source>The server and its programs go on. Its name, and its password if one is kept, are forgotten.</source>
        <translation>服务器及其程序会继续运行。其名称以及保存的密码（如有）将被删除。</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>移除(&amp;R)</translation>
    </message>
    <message>
        <source>Close Kantoku</source>
        <translation>关闭 Kantoku</translation>
    </message>
    <message>
        <source>&amp;Keep Running</source>
        <translation>保持运行(&amp;K)</translation>
    </message>
    <message>
        <source>No process is running.</source>
        <translation>没有进程在运行。</translation>
    </message>
    <message numerus="yes">
        <source>Stopping it stops %n running process(es), too.</source>
        <translation>
            <numerusform>停止它也会停止 %n 个正在运行的进程。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopping them stops %n running process(es), too.</source>
        <translation>
            <numerusform>停止它们也会停止 %n 个正在运行的进程。</numerusform>
        </translation>
    </message>
    <message>
        <source>What is kept running is found again when Kantoku starts.</source>
        <translation>继续运行的守护进程会在 Kantoku 下次启动时找到。</translation>
    </message>
    <message>
        <source>Your answer holds from now on; Server ▸ Own Daemons at Close changes it.</source>
        <translation>您的回答今后一直有效；可在“服务器 ▸ 关闭时自己的守护进程”中更改。</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <comment>daemons</comment>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>Keep this window&apos;s own daemon running?</source>
        <translation>要让本窗口自己的守护进程继续运行吗？</translation>
    </message>
    <message numerus="yes">
        <source>Keep this window&apos;s own %n daemons running?</source>
        <translation>
            <numerusform>要让本窗口自己的 %n 个守护进程继续运行吗？</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kantoku::ui::ServerStatus</name>
    <message>
        <source>Server status</source>
        <translation>服务器状态</translation>
    </message>
    <message numerus="yes">
        <source>%n process(es)</source>
        <translation>
            <numerusform>%n 个进程</numerusform>
        </translation>
    </message>
    <message>
        <source>connecting…</source>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>disconnected</source>
        <translation>已断开</translation>
    </message>
    <message>
        <source>offline, trying again: %1</source>
        <translation>离线，正在重试：%1</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::SessionLogChannel</name>
    <message>
        <source>The server was closed.</source>
        <translation>服务器已关闭。</translation>
    </message>
    <message>
        <source>The server was disconnected.</source>
        <translation>已与服务器断开连接。</translation>
    </message>
    <message>
        <source>The server&apos;s answer about the log&apos;s length is not understood.</source>
        <translation>无法理解服务器关于日志长度的应答。</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::ShortcutModel</name>
    <message>
        <source>Command</source>
        <comment>column</comment>
        <translation>命令</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <comment>column</comment>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>%1 is the shortcut of “%2”.</source>
        <translation>%1 是“%2”的快捷键。</translation>
    </message>
    <message>
        <source>%1 alone is needed for lists and text: add Ctrl or Alt.</source>
        <translation>%1 单独用于列表和文本：请加上 Ctrl 或 Alt。</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::ShortcutsPage</name>
    <message>
        <source>&amp;Assign</source>
        <translation>分配(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;None</source>
        <comment>no shortcut</comment>
        <translation>无(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Default</source>
        <translation>默认(&amp;D)</translation>
    </message>
    <message>
        <source>Filter commands</source>
        <translation>过滤命令</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Keys of the selected command</source>
        <translation>所选命令的按键</translation>
    </message>
    <message>
        <source>Take the shortcut from the command</source>
        <translation>移除该命令的快捷键</translation>
    </message>
    <message>
        <source>Give the command the shortcut that it came with</source>
        <translation>将该命令的快捷键恢复为默认值</translation>
    </message>
    <message>
        <source>Why the keys cannot be assigned</source>
        <translation>无法分配按键的原因</translation>
    </message>
    <message>
        <source>Default for A&amp;ll</source>
        <translation>全部恢复默认(&amp;L)</translation>
    </message>
    <message>
        <source>Give every command the shortcut that it came with</source>
        <translation>将所有命令的快捷键恢复为默认值</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::SshQuestionDialog</name>
    <message>
        <source>Unknown Host</source>
        <translation>未知主机</translation>
    </message>
    <message>
        <source>Log In by SSH</source>
        <translation>通过 SSH 登录</translation>
    </message>
    <message>
        <source>ssh connects to %1 and asks:</source>
        <translation>ssh 正在连接 %1，并询问：</translation>
    </message>
    <message>
        <source>goes to ssh, and is not kept</source>
        <translation>交给 ssh，不会保存</translation>
    </message>
    <message>
        <source>&amp;Log In</source>
        <translation>登录(&amp;L)</translation>
    </message>
    <message>
        <source>What ssh asks</source>
        <translation>ssh 的询问</translation>
    </message>
    <message>
        <source>Fingerprint of the host&apos;s key</source>
        <translation>主机密钥指纹</translation>
    </message>
    <message>
        <source>Compare it with what the host&apos;s administrator says. If they are the same, nobody is in between, and ssh will know the host from now on.</source>
        <translation>请与主机管理员给出的进行比较。如果相同，则中间无人介入，此后 ssh 会认识该主机。</translation>
    </message>
    <message>
        <source>&amp;No</source>
        <translation>否(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Yes, Connect</source>
        <translation>是，连接(&amp;Y)</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::StdinDialog</name>
    <message>
        <source>End with a &amp;new line</source>
        <translation>以换行结尾(&amp;N)</translation>
    </message>
    <message>
        <source>Send to Standard Input</source>
        <translation>发送到标准输入</translation>
    </message>
    <message>
        <source>&amp;Text for %1:</source>
        <translation>给 %1 的文本(&amp;T)：</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Text for each of %n process(es):</source>
        <translation>
            <numerusform>给 %n 个进程中每一个的文本(&amp;T)：</numerusform>
        </translation>
    </message>
    <message>
        <source>Text to send</source>
        <translation>要发送的文本</translation>
    </message>
    <message>
        <source>&amp;Send</source>
        <translation>发送(&amp;S)</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::TrayIcon</name>
    <message>
        <source>&amp;Show Window</source>
        <translation>显示窗口(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;No More Notices</source>
        <translation>不再通知(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::TreeColumns</name>
    <message>
        <source>Show Column %1</source>
        <translation>显示列“%1”</translation>
    </message>
    <message>
        <source>Show or hide this column</source>
        <translation>显示或隐藏此列</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>&amp;Default Columns</source>
        <translation>默认列(&amp;D)</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::UpdateDialog</name>
    <message>
        <source>Update Programs</source>
        <translation>更新程序</translation>
    </message>
    <message>
        <source>Changed groups are stopped, taken out and started with their new settings; removed ones are stopped. Groups without a tick are left alone.</source>
        <translation>更改的组会被停止、移出并以新设置启动；移除的组会被停止。未勾选的组保持不变。</translation>
    </message>
    <message>
        <source>&amp;Update</source>
        <translation>更新(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Stop After This Group</source>
        <translation>此组之后停止(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Copy as Commands</source>
        <translation>复制为命令(&amp;C)</translation>
    </message>
    <message>
        <source>Copy the same plan as kantokuctl commands</source>
        <translation>将同一计划复制为 kantokuctl 命令</translation>
    </message>
    <message>
        <source>The files have errors. Nothing is updated until they are fixed.</source>
        <translation>文件有错误。修正之前不会更新任何内容。</translation>
    </message>
    <message>
        <source>Every group has the settings of the files. There is nothing to update.</source>
        <translation>所有组的设置都与文件一致。没有需要更新的。</translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) will be updated.</source>
        <translation>
            <numerusform>将更新 %n 个组。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n running process(es) will be stopped.</source>
        <translation>
            <numerusform>将停止 %n 个正在运行的进程。</numerusform>
        </translation>
    </message>
    <message>
        <source>No running process will be stopped.</source>
        <translation>不会停止正在运行的进程。</translation>
    </message>
    <message numerus="yes">
        <source>%n process(es) of other groups are kept as they are.</source>
        <translation>
            <numerusform>其他组的 %n 个进程保持不变。</numerusform>
        </translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) are being updated…</source>
        <translation>
            <numerusform>正在更新 %n 个组…</numerusform>
        </translation>
    </message>
    <message>
        <source>updating…</source>
        <translation>正在更新…</translation>
    </message>
    <message>
        <source>updated</source>
        <translation>已更新</translation>
    </message>
    <message>
        <source>nothing to update</source>
        <translation>无需更新</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation>失败：%1</translation>
    </message>
    <message>
        <source>left as it was</source>
        <translation>保持原样</translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) updated.</source>
        <translation>
            <numerusform>已更新 %n 个组。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) left as they were.</source>
        <translation>
            <numerusform>%n 个组保持原样。</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::UpdatePlanView</name>
    <message>
        <source>(not set)</source>
        <translation>（未设置）</translation>
    </message>
    <message>
        <source>keep stopped</source>
        <translation>保持停止</translation>
    </message>
    <message>
        <source>start</source>
        <comment>what happens to a process</comment>
        <translation>启动</translation>
    </message>
    <message>
        <source>start although stopped by hand</source>
        <translation>虽被手动停止，仍启动</translation>
    </message>
    <message>
        <source>restart</source>
        <comment>what happens to a process</comment>
        <translation>重新启动</translation>
    </message>
    <message>
        <source>stop</source>
        <comment>what happens to a process</comment>
        <translation>停止</translation>
    </message>
    <message>
        <source>stop and remove</source>
        <translation>停止并移除</translation>
    </message>
    <message>
        <source>remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Update plan</source>
        <translation>更新计划</translation>
    </message>
    <message>
        <source>Group, process</source>
        <translation>组、进程</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Because of</source>
        <comment>column: options</comment>
        <translation>原因</translation>
    </message>
    <message>
        <source>Set in</source>
        <comment>column: file and line</comment>
        <translation>设置位置</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::UsageGraph</name>
    <message>
        <source>Why there are no graphs</source>
        <translation>为何没有图表</translation>
    </message>
    <message>
        <source>Processor and memory over time</source>
        <translation>处理器和内存随时间的变化</translation>
    </message>
    <message>
        <source>CPU of the process and its descendants</source>
        <translation>进程及其后代的 CPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>This server cannot tell what its processes use; a kantokud can.</source>
        <translation>此服务器无法提供进程的资源占用情况；kantokud 可以。</translation>
    </message>
    <message>
        <source>The server is not connected.</source>
        <translation>服务器未连接。</translation>
    </message>
    <message>
        <source>Now %1 and %2</source>
        <comment>share of a processor, memory</comment>
        <translation>现在 %1 和 %2</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::WelcomePage</name>
    <message>
        <source>Welcome</source>
        <translation>欢迎</translation>
    </message>
    <message>
        <source>No server is open</source>
        <translation>没有打开的服务器</translation>
    </message>
    <message>
        <source>Kantoku watches and commands the programs of a kantokud or supervisord, here or on another machine.</source>
        <translation>Kantoku 监视并控制本机或其他机器上 kantokud 或 supervisord 的程序。</translation>
    </message>
    <message>
        <source>&amp;Open a Server…</source>
        <translation>打开服务器(&amp;O)…</translation>
    </message>
    <message>
        <source>By its socket or address, with user and password where it asks for them</source>
        <translation>按套接字或地址，必要时提供用户和密码</translation>
    </message>
    <message>
        <source>Starts a daemon of your own on a supervisord.conf</source>
        <translation>用 supervisord.conf 启动您自己的守护进程</translation>
    </message>
    <message>
        <source>&amp;New Configuration File…</source>
        <translation>新建配置文件(&amp;N)…</translation>
    </message>
    <message>
        <source>Writes one to begin with, and starts a daemon of your own on it</source>
        <translation>写入初始配置，并用它启动您自己的守护进程</translation>
    </message>
    <message>
        <source>Run the &amp;Demo</source>
        <translation>运行演示(&amp;D)</translation>
    </message>
    <message>
        <source>A few small programs to try everything on</source>
        <translation>几个可供尝试的小程序</translation>
    </message>
    <message>
        <source>Found on this machine</source>
        <translation>在本机上找到</translation>
    </message>
    <message>
        <source>Used before</source>
        <translation>以前使用过</translation>
    </message>
    <message>
        <source>of %1</source>
        <comment>a configuration file</comment>
        <translation>%1</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>打开 %1</translation>
    </message>
    <message>
        <source>Run a Confi&amp;guration File…</source>
        <translation>运行配置文件(&amp;G)…</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>The desktop of Kantoku: watches and commands processes.</source>
        <translation>Kantoku 的桌面程序：监视并控制进程。</translation>
    </message>
    <message>
        <source>Run a daemon of the window&apos;s own on this supervisord.conf.</source>
        <translation>用此 supervisord.conf 运行窗口自己的守护进程。</translation>
    </message>
    <message>
        <source>Open the log of this process; may be given many times.</source>
        <translation>打开此进程的日志；可多次指定。</translation>
    </message>
    <message>
        <source>Servers to open: unix:///path, http://host:port, https://host:port, ssh://host/path.</source>
        <translation>要打开的服务器：unix:///path、http://host:port、https://host:port、ssh://host/path。</translation>
    </message>
</context>
</TS>
