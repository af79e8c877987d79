namespace Consult.Silo.Keys;

/// <summary>Destroys keys, and with them every text that they sealed.</summary>
public interface IKeyShredder
{
    /// <summary>
    /// Destroys a person's key for good: text about the person becomes unreadable and none can be written any more.
    /// </summary>
    /// <param name="person">As in <see cref="Consult.Feeds.Storage.IKeyRing.GetAsync"/>.</param>
    /// <param name="cancellationToken">Ends the wait, not the destruction.</param>
    Task DestroyAsync(string person, CancellationToken cancellationToken);
}
