using System.Collections.Frozen;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Operator.Admins;

/// <summary>Who is shown the way to the platform's area, as of a minute ago. For links alone: whether somebody may is asked of the database each time (<see cref="CurrentAdmin"/>).</summary>
public sealed class KnownAdmins(PlatformAccess platform, TimeProvider clock)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);
    private (FrozenSet<Guid> Ids, DateTimeOffset Until)? _known;

    /// <summary>Whether a person is one.</summary>
    public async ValueTask<bool> HasAsync(Guid person, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (_known is not var (ids, until) || until <= now) _known = (ids = (await platform.AdminIdsAsync(ct)).ToFrozenSet(), now + Remembered);
        return ids.Contains(person);
    }
}
