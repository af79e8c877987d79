using Consult.Feeds;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Consult.Interviews;

/// <summary>
/// Has the assistant speak, and the script in its place whenever it may not be asked, does not answer in time, or says
/// what cannot be used. So there is always an outcome, after <see cref="InterviewOptions.ModelTimeout"/> at the latest.
/// </summary>
public sealed class Interviewer(
    ScriptedAssistant script, IAssistant assistant, IOptions<InterviewOptions> options, TimeProvider clock, ILogger<Interviewer> log)
{
    /// <summary>The longest summary of a model, in UTF-16 code units.</summary>
    public const int MaxSummary = 500;

    /// <summary>The next question.</summary>
    /// <param name="feed">The interview, for the log.</param>
    /// <param name="material">What was asked and answered.</param>
    /// <param name="mayShare">Whether the patient consented to sharing with third parties.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<(TextSource Source, AssistantQuestion? Question)> NextAsync(
        FeedId feed, InterviewMaterial material, bool mayShare, CancellationToken cancellationToken)
    {
        var chosen = Chosen(mayShare);
        var said = await TryAsync(feed, token => chosen.NextAsync(material, token), cancellationToken);
        if (said.IsAnswered && (chosen == script || IsUsable(said.Value, material))) return (chosen.Source, said.Value);
        if (said.IsAnswered) log.AssistantUnusable(feed);
        return (TextSource.Script, script.Next(material));
    }

    /// <summary>The summary, with its label: always the patient's own words, and a model's in front of them if there are any.</summary>
    /// <inheritdoc cref="NextAsync"/>
    public async Task<(TextSource Source, PrivateText Text)> SummarizeAsync(
        FeedId feed, InterviewMaterial material, bool mayShare, CancellationToken cancellationToken)
    {
        var chosen = Chosen(mayShare);
        var said = await TryAsync(feed, token => chosen.SummarizeAsync(material, token), cancellationToken);
        if (!said.Value.IsGone && TextRules.Check(said.Value, MaxSummary) is null)
            return (chosen.Source, AutomaticText.Summary(material, said.Value));
        if (!said.Value.IsGone) log.AssistantUnusable(feed);
        return (TextSource.Script, AutomaticText.Summary(material, model: PrivateText.Gone));
    }

    private IAssistant Chosen(bool mayShare) => assistant.Source is TextSource.Script || mayShare ? assistant : script;

    // What is no question, or was asked already, is nonsense; so is having enough before anything was asked. What a
    // question says cannot be judged here (docs/adr/011).
    private static bool IsUsable(AssistantQuestion? question, InterviewMaterial material)
    {
        if (question is null) return !material.Turns.IsEmpty;
        return TextRules.Check(question.Text, ScriptedAssistant.MaxQuestion) is null
            && question.Text.Value!.TrimEnd()[^1] is '？' or '?'
            && material.Turns.All(turn => turn.Question != question.Text);
    }

    private async Task<(bool IsAnswered, T? Value)> TryAsync<T>(
        FeedId feed, Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(options.Value.ModelTimeout, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return (true, await ask(end.Token).WaitAsync(end.Token));
        }
        // Whatever stands behind the port, no failure of it may keep a patient waiting. Its message may hold what was said.
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            log.AssistantFailed(feed, e.GetType());
            return (false, default);
        }
    }
}

/// <summary>What interviews log, events 2100–2199: never a word of a question or an answer.</summary>
internal static partial class InterviewLog
{
    [LoggerMessage(2100, LogLevel.Warning, "The assistant had no answer for {Feed} ({Exception}); the script takes its place.")]
    public static partial void AssistantFailed(this ILogger log, FeedId feed, Type exception);

    [LoggerMessage(2101, LogLevel.Warning, "What the assistant said for {Feed} cannot be used; the script takes its place.")]
    public static partial void AssistantUnusable(this ILogger log, FeedId feed);
}
