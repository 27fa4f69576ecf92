-- What wrk sends: the calls of the load that the first argument names in turn, each on a new connection if the second one
-- is "close". The load body:N is one call whose body has N bytes. It prints one line of JSON at the end.

local calls = {
  index = { 'GET', '/' },
  hello = { 'GET', '/hello/Grace%20Hopper' },
  distance = { 'POST', '/distance', '{"a":[2,4],"b":[5,6]}' },
}

local loads = {
  mix = { 'index', 'hello', 'distance' },
  hello = { 'hello' },
  distance = { 'distance' },
}

local function padded(length)
  local body = '{"a":[2,4],"b":[5,6],"padding":""}'
  return body:sub(1, -3) .. ('x'):rep(length - #body) .. '"}'
end

local requests = {}
local turn = 0

function init(args)
  local length = args[1]:match('^body:(%d+)$')
  if length then
    calls.padded = { 'POST', '/distance', padded(tonumber(length)) }
    loads[args[1]] = { 'padded' }
  end
  for _, name in ipairs(loads[args[1]]) do
    local method, path, body = unpack(calls[name])
    local headers = {}
    if body then headers['content-type'] = 'application/json' end
    if args[2] == 'close' then headers['connection'] = 'close' end
    requests[#requests + 1] = wrk.format(method, path, headers, body)
  end
end

function request()
  turn = turn % #requests + 1
  return requests[turn]
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format(
    '{"requests":%d,"failed":%d,"seconds":%.6f,"p50":%.3f,"p99":%.3f}\n',
    summary.requests, failed, summary.duration / 1e6,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
