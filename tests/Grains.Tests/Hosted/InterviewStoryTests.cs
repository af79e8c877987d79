using System.Threading.Channels;
using Consult.Consultations;
using Consult.Feeds;
using Consult.Interviews;
using Consult.Patients;
using Microsoft.Extensions.DependencyInjection;

namespace Consult.Hosted;

/// <summary>Consultation and interview together, on a real host and a real store, with an assistant that is slow.</summary>
public sealed class InterviewStoryTests
{
    private static readonly FeedId Interview = InterviewFeed.Of(Visit.Id);

    [Fact]
    public async Task A_question_that_is_looked_for_again_because_its_record_was_lost_is_asked_once()
    {
        var model = new Pausing();
        await using var hospital = await OpenAsync(model);
        (await hospital.Request()).Code.ShouldBeNull();
        await model.AskedAsync();

        var again = hospital.Do(hospital.Grains.GetGrain<IInterviewGrain>(Visit.Id.Value), Caller.System, new AskNext(1));
        await model.AskedAsync();
        model.Answers("痰是什么颜色？");
        await again;

        await QuietAsync(hospital);
        model.Count.ShouldBe(2);
        (await TypesAsync(hospital)).ShouldBe(["interview.opened", "interview.asked"]);
    }

    [Fact]
    public async Task A_question_that_comes_after_the_acceptance_is_not_asked()
    {
        var model = new Pausing();
        await using var hospital = await OpenAsync(model);
        (await hospital.Request()).Code.ShouldBeNull();
        await model.AskedAsync();
        await hospital.Until(Visit.Id.Feed, "consultation.waiting");
        (await hospital.Accept()).Code.ShouldBeNull();
        await hospital.Until(Interview, "interview.ended");

        model.Answers("痰是什么颜色？");

        await QuietAsync(hospital);
        (await TypesAsync(hospital)).ShouldBe(["interview.opened", "interview.ended"]);
    }

    // Reactions go in order: once the interview owes none, the question has met its fate.
    private static async Task QuietAsync(Hospital hospital)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await hospital.Store.ReadHeadAsync(Interview, patience.Token) is { } head && head.Reacted < head.Position.Seq)
            await Task.Yield();
    }

    private static async Task<IEnumerable<string>> TypesAsync(Hospital hospital) =>
        (await hospital.Store.ReadAsync(Interview, 0, 100, CancellationToken.None)).Select(e => e.Envelope.Type);

    private static async Task<Hospital> OpenAsync(IAssistant model)
    {
        var hospital = await new Hospital(services => services.AddSingleton(model)).OpenForBusinessAsync();
        await hospital.Do(hospital.Patient, People.Wang, new GrantConsent
        {
            Purpose = ConsentPurpose.ThirdPartySharing, TextVersion = "1", Channel = "web",
        });
        return hospital;
    }

    /// <summary>A model that says nothing until it is told what.</summary>
    private sealed class Pausing : IAssistant
    {
        private readonly Channel<int> _asked = Channel.CreateUnbounded<int>();
        private readonly TaskCompletionSource<AssistantQuestion?> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public TextSource Source => TextSource.Model;

        public ValueTask<int> AskedAsync() => _asked.Reader.ReadAsync(new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);

        public void Answers(string question) => _answer.SetResult(new(null, question));

        public Task<AssistantQuestion?> NextAsync(InterviewMaterial material, CancellationToken cancellationToken)
        {
            _asked.Writer.TryWrite(Interlocked.Increment(ref _count));
            return _answer.Task;
        }

        public Task<PrivateText> SummarizeAsync(InterviewMaterial material, CancellationToken cancellationToken) =>
            Task.FromResult(PrivateText.Gone);
    }
}
