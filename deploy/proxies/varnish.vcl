# Varnish in front of the server on one machine, with Hitch in front of Varnish for TLS (docs/scale.md).
# Behind it: npm start -- --bind 127.0.0.1:5000 --keep-alive 75 --forwarded-allow-ips 127.0.0.1
vcl 4.1;

backend default {
  .host = "127.0.0.1";
  .port = "5000";
}

sub vcl_recv {
  # Put in place of what the caller sent under these names; Varnish by itself puts its own after it.
  # Hitch tells the caller's address by the PROXY protocol, and takes nothing but TLS.
  set req.http.X-Forwarded-For = client.ip;
  set req.http.X-Forwarded-Proto = "https";
  set req.http.X-Forwarded-Host = req.http.Host;

  # Below a path, as https://vcm-3461.vm.duke.edu/api/docs:
  # set req.url = regsub(req.url, "^/api/", "/");
}

sub vcl_backend_response {
  # Kept for other callers is what says so; Varnish by itself keeps for 120 s what says nothing.
  if (!beresp.http.Cache-Control) {
    set beresp.uncacheable = true;
  }
}
