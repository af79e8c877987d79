using Consult.Bench.Kernel;
using Consult.Clinics;
using Consult.Feeds;
using Consult.Patients;
using Orleans.Runtime;

namespace Consult.Bench.Clinics;

/// <summary>The clinic's actor: who asks is looked up, who has a place is on disk before the answer.</summary>
internal sealed class OurPlaces(ActorHost host) : IPlaces
{
    /// <summary>Makes the patients, registered and verified.</summary>
    public static async Task<OurPlaces> CreateAsync(ActorHost host, int patients)
    {
        await Parallel.ForAsync(0, patients, async (n, _) =>
        {
            var maker = await FeedMaker.OfPatientAsync(host, $"p-{n}");
            await host.Store.AppendAsync(maker.Next(1));
            await host.Store.AppendAsync(maker.Next([new PatientVerified("id-card")]));
        });
        return new(host);
    }

    public async Task OpenAsync(int run, int places)
    {
        var now = TimeProvider.System.GetUtcNow();
        var maker = new FeedMaker(new(FeedKinds.Clinic, $"k-{run}"), host.Keys.IntegrityKey);
        await host.Store.AppendAsync(maker.Next(
        [
            new ClinicAnnounced
            {
                Doctor = new("d-1"), Account = new("a-d1"), Title = "义诊", Department = "内科", OpensAt = now.AddHours(-1),
                From = now.AddHours(-1), Until = now.AddDays(1), Places = places, Reserve = 0,
            },
        ]));
        // The actor is there when the rush begins.
        await host.Clinic($"k-{run}").View();
    }

    public async Task<bool?> TryAsync(int run, int patient)
    {
        var id = new PatientId($"p-{patient}");
        // The account that registered them all.
        var by = new Caller { Account = new("a-1"), Role = Role.Patient, For = id };
        try
        {
            var answer = await host.Clinic($"k-{run}").Execute(new(new("try"), by, new TakePlace(id)));
            return answer.Code switch
            {
                null => true,
                Codes.ClinicFull => false,
                Codes.Busy => null,
                _ => throw new InvalidOperationException(answer.Code),
            };
        }
        catch (LimitExceededException)
        {
            return null;
        }
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();
}
