namespace Consult.Bench.Clinics;

/// <summary>Somebody who gives places away.</summary>
internal interface IPlaces : IAsyncDisposable
{
    /// <summary>Opens a clinic of so many places for a run.</summary>
    Task OpenAsync(int run, int places);

    /// <summary>One patient's try: true for a place, false for none, null for "ask again".</summary>
    Task<bool?> TryAsync(int run, int patient);
}
