using Consult.Feeds;
using Consult.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Consult.Interviews;

/// <summary>When a model speaks, and that the script has its place whenever it may not or cannot.</summary>
public sealed class InterviewerTests
{
    private static readonly ScriptedAssistant Script = ScriptedAssistant.Load(path: null);
    private static readonly InterviewMaterial Begun = new("其他", 30, "咳嗽", [new(null, "哪里痛？", "这里")]);

    private readonly VirtualClock _clock = new(People.Start);

    [Fact]
    public async Task A_model_asks_where_the_patient_consented_to_sharing_with_third_parties()
    {
        var (source, question) = await NextAsync(_ => Question("有没有发热？"));
        (source, question!.Text.Value).ShouldBe((TextSource.Model, "有没有发热？"));
    }

    [Fact]
    public async Task Without_that_consent_the_model_is_not_even_asked()
    {
        var (source, question) = await NextAsync(_ => throw new InvalidOperationException("asked"), mayShare: false);
        (source, question!.Topic).ShouldBe((TextSource.Script, "onset"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("您得的是肺炎。")]
    [InlineData("哪里痛？")]
    [InlineData("痛\0吗？")]
    public async Task What_is_no_new_question_is_not_asked(string text) =>
        (await NextAsync(_ => Question(text))).Source.ShouldBe(TextSource.Script);

    [Fact]
    public async Task What_is_too_long_is_not_asked() =>
        (await NextAsync(_ => Question(new string('痛', 200) + "？"))).Source.ShouldBe(TextSource.Script);

    [Fact]
    public async Task A_model_that_fails_is_replaced() =>
        (await NextAsync(_ => throw new HttpRequestException("500"))).Source.ShouldBe(TextSource.Script);

    [Fact]
    public async Task A_model_that_does_not_answer_within_ten_seconds_is_replaced_and_told_to_stop()
    {
        var asked = new TaskCompletionSource<CancellationToken>();
        var next = NextAsync(token =>
        {
            asked.SetResult(token);
            return new TaskCompletionSource<AssistantQuestion?>().Task;
        });
        var told = await asked.Task;

        _clock.Advance(TimeSpan.FromSeconds(9.9));
        next.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(0.1));

        (await next.WaitAsync(TimeSpan.FromSeconds(30))).Source.ShouldBe(TextSource.Script);
        told.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public async Task A_model_may_have_enough_once_something_was_asked()
    {
        (await NextAsync(_ => Task.FromResult<AssistantQuestion?>(null))).ShouldBe((TextSource.Model, null));
        var (source, question) = await NextAsync(_ => Task.FromResult<AssistantQuestion?>(null), material: Begun with { Turns = [] });
        (source, question!.Topic).ShouldBe((TextSource.Script, "onset"));
    }

    [Theory]
    [InlineData("三天前起病。", true, TextSource.Model)]
    [InlineData("三天前起病。", false, TextSource.Script)]
    [InlineData(" ", true, TextSource.Script)]
    [InlineData(null, true, TextSource.Script)]
    public async Task A_models_summary_stands_before_the_patients_words_and_never_in_their_place(string? said, bool mayShare, TextSource source)
    {
        var summary = await Of(new Model { Summary = said }).SummarizeAsync(Asked.Feed, Begun, mayShare, default);
        (summary.Source, summary.Text.Value!.Contains("模型概括", StringComparison.Ordinal)).ShouldBe((source, source is TextSource.Model));
        summary.Text.Value!.ShouldContain("1. 哪里痛？ 这里");
    }

    [Fact]
    public async Task A_summary_that_is_too_long_is_left_out() =>
        (await Of(new Model { Summary = new string('长', 501) }).SummarizeAsync(Asked.Feed, Begun, true, default)).Source.ShouldBe(TextSource.Script);

    private static Task<AssistantQuestion?> Question(string text) => Task.FromResult<AssistantQuestion?>(new(null, text));

    private Task<(TextSource Source, AssistantQuestion? Question)> NextAsync(
        Func<CancellationToken, Task<AssistantQuestion?>> model, bool mayShare = true, InterviewMaterial? material = null) =>
        Of(new Model { Next = model }).NextAsync(Asked.Feed, material ?? Begun, mayShare, default);

    private Interviewer Of(IAssistant model) =>
        new(Script, model, Options.Create(new InterviewOptions()), _clock, NullLogger<Interviewer>.Instance);

    private sealed class Model : IAssistant
    {
        public Func<CancellationToken, Task<AssistantQuestion?>>? Next { get; init; }

        public string? Summary { get; init; }

        public TextSource Source => TextSource.Model;

        public Task<AssistantQuestion?> NextAsync(InterviewMaterial material, CancellationToken cancellationToken) => Next!(cancellationToken);

        public Task<PrivateText> SummarizeAsync(InterviewMaterial material, CancellationToken cancellationToken) =>
            Task.FromResult<PrivateText>(Summary);
    }
}
