namespace Tollama.Cli.Completion;

/// <summary>Scripts that ask <c>tollama [suggest:POSITION] "LINE"</c> for what may follow.</summary>
internal static class CompletionScripts
{
    public static IReadOnlyDictionary<string, string> ByShell { get; } = new Dictionary<string, string>
    {
        ["bash"] =
            """
            # tollama completion for bash: source <(tollama completion bash)
            _tollama() {
                local IFS=$'\n'
                COMPREPLY=($(compgen -W "$(tollama "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _tollama tollama
            """,
        ["zsh"] =
            """
            #compdef tollama
            # tollama completion for zsh: source <(tollama completion zsh)
            _tollama() {
                local -a suggestions
                suggestions=("${(@f)$(tollama "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
                compadd -a suggestions || _files
            }
            compdef _tollama tollama
            """,
        ["fish"] =
            """
            # tollama completion for fish: tollama completion fish | source
            complete -c tollama -a '(tollama "[suggest:"(commandline -C)"]" (commandline -b) 2>/dev/null)'
            """,
    };
}
