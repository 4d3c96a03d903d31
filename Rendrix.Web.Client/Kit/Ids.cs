using System.Globalization;

namespace Rendrix.Web.Client.Kit;

/// <summary>Element ids that tie labels, help and errors to their controls.</summary>
public static class Ids
{
    private static int _last;

    /// <summary>An id unique in this process, for example <c>field-12</c>.</summary>
    public static string Next(string prefix) => prefix + "-" + Interlocked.Increment(ref _last).ToString(CultureInfo.InvariantCulture);
}
